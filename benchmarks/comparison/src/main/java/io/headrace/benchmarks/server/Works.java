// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.util.LinkedHashMap;
import java.util.Map;

/** The pieces of work of a server that has several. One is chosen, from any thread, for the connections that follow. */
final class Works<T> {
    static final Works<Void> NONE = new Works<>(Map.of(), null);

    private final Map<String, T> all;
    private volatile T chosen;

    private Works(Map<String, T> all, T chosen) {
        this.all = all;
        this.chosen = chosen;
    }

    /** Those of the table; the first is chosen. */
    static <T> Works<T> of(LinkedHashMap<String, T> all) {
        return new Works<>(all, all.values().iterator().next());
    }

    T chosen() {
        return chosen;
    }

    void choose(String name) throws UsageException {
        T work = all.get(name);
        if (work == null) {
            throw new UsageException("work: '%s' is none of %s".formatted(name, String.join(", ", all.keySet())));
        }
        chosen = work;
    }
}
