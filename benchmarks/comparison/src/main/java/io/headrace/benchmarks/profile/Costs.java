// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.profile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** CPU µs a request of one implementation, block by block. */
final class Costs {
    private final Map<Integer, List<Map<Split, Map<String, Double>>>> windows = new TreeMap<>();
    private final Map<Split, Set<String>> rows = new EnumMap<>(Split.class);

    private Costs() {
        for (Split split : Split.values()) {
            rows.put(split, new TreeSet<>());
        }
    }

    static Costs of(List<Measured> measured) throws IOException {
        Costs costs = new Costs();
        for (Measured window : measured) {
            Map<Split, Map<String, Double>> micros = window.samples().shares();
            micros.forEach((split, parts) -> {
                parts.replaceAll((row, share) -> share * window.cpuMicros());
                costs.rows.get(split).addAll(parts.keySet());
            });
            costs.windows
                    .computeIfAbsent(window.block(), block -> new ArrayList<>())
                    .add(micros);
        }
        return costs;
    }

    Set<String> rows(Split split) {
        return rows.get(split);
    }

    double[] row(Split split, String row) {
        return blocks(window -> window.get(split).getOrDefault(row, 0.0));
    }

    double[] all(Split split) {
        return blocks(window -> sum(window, split));
    }

    /** User and kernel time of all threads. */
    double[] all() {
        return blocks(window -> sum(window, Split.OWNER) + sum(window, Split.OWN_THREADS) + sum(window, Split.CALL));
    }

    private static double sum(Map<Split, Map<String, Double>> window, Split split) {
        return window.get(split).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private double[] blocks(ToDoubleFunction<Map<Split, Map<String, Double>>> value) {
        return windows.values().stream()
                .mapToDouble(
                        block -> block.stream().mapToDouble(value).average().orElseThrow())
                .toArray();
    }
}
