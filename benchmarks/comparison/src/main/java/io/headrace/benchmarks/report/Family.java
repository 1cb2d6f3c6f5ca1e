// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Scenarios that differ in their number of connections, each as its cells, in ascending order. */
record Family(String name, List<List<Cell>> scenarios) {
    static List<Family> of(List<Cell> cells) {
        Map<String, Map<String, List<Cell>>> families = new LinkedHashMap<>();
        for (Cell cell : cells) {
            families.computeIfAbsent(cell.scenario().family(), name -> new LinkedHashMap<>())
                    .computeIfAbsent(cell.scenario().name(), name -> new ArrayList<>())
                    .add(cell);
        }
        return families.entrySet().stream()
                .map(family -> new Family(
                        family.getKey(),
                        family.getValue().values().stream()
                                .sorted(Comparator.comparingInt(Family::connections))
                                .toList()))
                .toList();
    }

    /** Whether there is a line to draw. */
    boolean hasLines() {
        return scenarios.stream().map(Family::connections).distinct().count() > 1;
    }

    private static int connections(List<Cell> cells) {
        return cells.get(0).scenario().connections();
    }
}
