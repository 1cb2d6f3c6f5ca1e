// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import com.google.gson.Gson;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of the machine, the cores or the settings by name. */
final class Facts {
    private static final Gson GSON = new Gson();

    private Facts() {}

    static Map<String, String> of(Record record) {
        Map<String, String> facts = new LinkedHashMap<>();
        GSON.toJsonTree(record)
                .getAsJsonObject()
                .asMap()
                .forEach((name, value) ->
                        facts.put(name, value.isJsonPrimitive() ? value.getAsString() : value.toString()));
        return facts;
    }
}
