// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Scenarios that differ in their number of connections, or in the second, each as its results, in ascending order. */
record Family(String name, List<List<ScenarioResult>> scenarios) {
    static List<Family> of(List<ScenarioResult> measured) {
        Map<String, Map<String, List<ScenarioResult>>> families = new LinkedHashMap<>();
        for (ScenarioResult result : measured) {
            families.computeIfAbsent(result.scenario().family(), name -> new LinkedHashMap<>())
                    .computeIfAbsent(result.scenario().name(), name -> new ArrayList<>())
                    .add(result);
        }
        return families.entrySet().stream()
                .map(family -> new Family(
                        family.getKey(),
                        family.getValue().values().stream()
                                .sorted(Comparator.comparingInt(Family::position))
                                .toList()))
                .toList();
    }

    /** Whether there is a line to draw. */
    boolean hasLines() {
        return scenarios.stream().map(Family::position).distinct().count() > 1;
    }

    String axis() {
        return scenarios.get(0).get(0).scenario().axis();
    }

    private static int position(List<ScenarioResult> measured) {
        return measured.get(0).scenario().position();
    }
}
