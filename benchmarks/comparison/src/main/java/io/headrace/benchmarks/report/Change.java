// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.Interval;
import io.headrace.benchmarks.Summary;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** The same implementation in the same scenario, now and then. */
record Change(Cell now, Cell then) {
    String scenario() {
        return now.scenario().name();
    }

    String implementation() {
        return now.name();
    }

    /** New by old: between two runs no block has a partner. Empty where a run has no such figure. */
    Optional<Interval> ratio(Figure figure) {
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
    Optional<Interval> ratioOfRatios(Figure figure) {
        if (now.baseline() == null || then.baseline() == null) {
            return Optional.empty();
        }
        return Optional.of(Interval.ofUnpairedRatio(ratios(figure, now), ratios(figure, then)));
    }

    private static double[] ratios(Figure figure, Cell cell) {
        return Interval.ratios(figure.blocks(cell.summary()), figure.blocks(cell.baseline()));
    }

    /** Such as "0.941 → 0.882"; empty for the baseline itself. */
    String ratiosThenAndNow(Figure figure) {
        return baselineRatio(figure, then)
                .flatMap(old -> baselineRatio(figure, now)
                        .map(current -> Format.plainRatio(old) + " → " + Format.plainRatio(current)))
                .orElse("");
    }

    private static Optional<Interval> baselineRatio(Figure figure, Cell cell) {
        Summary baseline = cell.baseline();
        return Optional.ofNullable(baseline)
                .map(other -> Interval.ofRatios(figure.blocks(cell.summary()), figure.blocks(other)));
    }
}
