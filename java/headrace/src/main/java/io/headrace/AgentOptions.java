// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Translates the agent's options to the properties that they stand for. */
final class AgentOptions {

    private AgentOptions() {}

    /**
     * @param options {@code name=value,name=value…}; a path that contains a comma can only be given as a property
     * @throws IllegalArgumentException an option is unknown, given twice, or not {@code name=value}; the message
     *     names it and what is allowed
     */
    static Map<String, String> parse(String options) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String option : options.isEmpty() ? new String[0] : options.split(",", -1)) {
            int equals = option.indexOf('=');
            String property = Settings.PREFIX + option.substring(0, Math.max(equals, 0));
            if (!Settings.NAMES.contains(property)) {
                throw new IllegalArgumentException("unknown option \"" + option + "\", allowed are "
                        + String.join(", ", allowed()) + ", each with =VALUE, separated by commas");
            }
            if (properties.put(property, option.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("option \"" + option + "\" is given twice, allowed is once");
            }
        }
        return properties;
    }

    private static List<String> allowed() {
        return Settings.NAMES.stream()
                .map(name -> name.substring(Settings.PREFIX.length()))
                .toList();
    }
}
