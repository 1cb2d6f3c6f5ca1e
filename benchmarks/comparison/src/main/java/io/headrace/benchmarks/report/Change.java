// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.Interval;
import io.headrace.benchmarks.Summary;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** The same implementation in the same scenario, now and then. */
record Change(ScenarioResult now, ScenarioResult then) {
    String scenario() {
        return now.scenario().name();
    }

    String implementation() {
        return now.name();
    }

    /** New by old: between two runs no block has a partner. Empty where a run has no such figure. */
    Optional<Interval> ratio(ComparedFigure figure) {
        double[] current = figure.blocks(now.summary());
        double[] old = figure.blocks(then.summary());
        return isMeasured(current) && isMeasured(old)
                ? Optional.of(Interval.ofUnpairedRatio(current, old))
                : Optional.empty();
    }

    private static boolean isMeasured(double[] values) {
        return DoubleStream.of(values).allMatch(value -> value > 0);
    }

    /** How the ratio to the baseline changed, which a different machine changes less than the figure itself. */
    Optional<Interval> ratioOfRatios(ComparedFigure figure) {
        if (now.baseline() == null || then.baseline() == null) {
            return Optional.empty();
        }
        return Optional.of(Interval.ofUnpairedRatio(ratios(figure, now), ratios(figure, then)));
    }

    private static double[] ratios(ComparedFigure figure, ScenarioResult result) {
        return Interval.ratios(figure.blocks(result.summary()), figure.blocks(result.baseline()));
    }

    /** Such as "0.941 → 0.882"; empty for the baseline itself. */
    String ratiosThenAndNow(ComparedFigure figure) {
        return baselineRatio(figure, then)
                .flatMap(old -> baselineRatio(figure, now)
                        .map(current -> Format.plainRatio(old) + " → " + Format.plainRatio(current)))
                .orElse("");
    }

    private static Optional<Interval> baselineRatio(ComparedFigure figure, ScenarioResult result) {
        Summary baseline = result.baseline();
        return Optional.ofNullable(baseline)
                .map(other -> Interval.ofRatios(figure.blocks(result.summary()), figure.blocks(other)));
    }
}
