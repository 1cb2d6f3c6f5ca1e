// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.Interval;
import io.headrace.benchmarks.ResultsFile;
import io.headrace.benchmarks.ResultsFile.ScenarioEntry;
import java.util.List;
import java.util.Optional;

/** A run, judged: each implementation in each scenario, and its ratios to the baseline. */
public record RunResults(ResultsFile file, List<ScenarioResult> all, RunRatios ratios) {

    /** Judges what was measured. */
    public static RunResults of(ResultsFile file) {
        List<ScenarioResult> all = ScenarioResult.of(file);
        return new RunResults(file, all, RunRatios.of(all));
    }

    /** Those of another contract are the last. */
    List<ScenarioResult> in(ScenarioEntry scenario) {
        return all.stream()
                .filter(result -> result.scenario().equals(scenario))
                .sorted((one, other) -> Boolean.compare(one.isApart(), other.isApart()))
                .toList();
    }

    Optional<Interval> ratio(ComparedFigure figure, ScenarioResult result) {
        return ratios.interval(figure, result);
    }

    /** How sure all ratios together are, for a reader. */
    String confidence() {
        return Format.text("%.0f %%", RunRatios.FAMILY * 100);
    }
}
