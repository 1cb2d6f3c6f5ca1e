// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What follows the role on the command line: {@code [SIZE] [key=value...]}. */
record Arguments(int size, Map<String, String> options) {
    /** @param smallestSize of SIZE, or 0 where the role takes none */
    static Arguments parse(List<String> words, int smallestSize, Set<String> keys) throws UsageException {
        boolean sized = smallestSize > 0;
        if (sized && words.isEmpty()) {
            throw new UsageException("SIZE is missing: " + range(smallestSize));
        }
        int size = sized ? parseSize(words.get(0), smallestSize) : 0;
        Map<String, String> options = new LinkedHashMap<>();
        for (String word : words.subList(sized ? 1 : 0, words.size())) {
            String key = word.substring(0, Math.max(word.indexOf('='), 0));
            if (!keys.contains(key)) {
                throw new UsageException("unknown argument '%s'; allowed are %s".formatted(word, allowed(keys)));
            }
            options.put(key, word.substring(key.length() + 1));
        }
        return new Arguments(size, options);
    }

    /** The entry of a table that an option names, or the one of {@code fallback}. */
    <T> T choice(String key, Map<String, T> table, String fallback) throws UsageException {
        String value = options.getOrDefault(key, fallback);
        T chosen = table.get(value);
        if (chosen == null) {
            throw new UsageException("%s: '%s' is none of %s".formatted(key, value, String.join(", ", table.keySet())));
        }
        return chosen;
    }

    double fraction(String key) throws UsageException {
        String value = options.getOrDefault(key, "0");
        if (!value.matches("[01](\\.[0-9]+)?")) {
            throw new UsageException("%s: '%s' is no decimal from 0 to 1.99".formatted(key, value));
        }
        return Double.parseDouble(value);
    }

    private static int parseSize(String word, int smallest) throws UsageException {
        if (word.matches("[0-9]{1,9}") && Integer.parseInt(word) >= smallest) {
            return Integer.parseInt(word);
        }
        throw new UsageException("SIZE: '%s' is not %s".formatted(word, range(smallest)));
    }

    private static String range(int smallest) {
        return "a whole number of bytes from %d to 999999999".formatted(smallest);
    }

    private static String allowed(Set<String> keys) {
        return keys.isEmpty() ? "none" : String.join("=, ", new TreeSet<>(keys)) + "=";
    }
}
