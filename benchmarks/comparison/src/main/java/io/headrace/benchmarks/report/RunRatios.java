// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.Interval;
import io.headrace.benchmarks.Spread;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ratios of a run to its baselines. All of them together hold with the confidence of {@link #FAMILY}: each gets an
 * interval that is wide enough for that (Bonferroni).
 */
final class RunRatios {
    static final double FAMILY = 0.95;

    static final List<ComparedFigure> FIGURES = List.of(ComparedFigure.CPU, ComparedFigure.REQUESTS);

    private record Key(ComparedFigure figure, String scenario, String implementation) {}

    private final Map<Key, double[]> blocks = new LinkedHashMap<>();
    private final Map<ComparedFigure, Spread> spreads = new LinkedHashMap<>();

    static RunRatios of(List<ScenarioResult> results) {
        RunRatios ratios = new RunRatios();
        for (ComparedFigure figure : FIGURES) {
            ratios.add(figure, results);
        }
        return ratios;
    }

    private void add(ComparedFigure figure, List<ScenarioResult> results) {
        for (ScenarioResult result : results) {
            if (result.baseline() != null) {
                blocks.put(
                        new Key(figure, result.scenario().name(), result.name()),
                        Interval.ratios(figure.blocks(result.summary()), figure.blocks(result.baseline())));
            }
        }
        spreads.put(
                figure,
                Spread.of(blocks.entrySet().stream()
                        .filter(entry -> entry.getKey().figure == figure)
                        .map(Map.Entry::getValue)
                        .toList()));
    }

    int number() {
        return blocks.size();
    }

    /** Of one ratio. */
    double confidence() {
        return 1 - (1 - FAMILY) / Math.max(1, number());
    }

    /** Of each block; null where there is no baseline. */
    double[] blocks(ComparedFigure figure, ScenarioResult result) {
        return blocks.get(new Key(figure, result.scenario().name(), result.name()));
    }

    Optional<Interval> interval(ComparedFigure figure, ScenarioResult result) {
        return Optional.ofNullable(blocks(figure, result)).map(values -> interval(figure, values));
    }

    Interval interval(ComparedFigure figure, double[] values) {
        return Interval.of(values, spreads.get(figure), confidence());
    }
}
