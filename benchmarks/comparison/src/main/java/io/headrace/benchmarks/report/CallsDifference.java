// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.Count.Calls;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/** How many calls a request one implementation makes more than another, and the interval of that. */
record CallsDifference(double mean, double low, double high) {
    static final double CONFIDENCE = 0.99;

    /** Less is what one wait for several requests makes, and no call of the mode. */
    static final double SMALLEST = 0.25;

    /** Formed within each block; both must have been counted. */
    static CallsDifference of(Counts more, Counts less, ToDoubleFunction<Calls> kind) {
        Map<Integer, Double> base = byBlock(less, kind);
        SummaryStatistics differences = new SummaryStatistics();
        byBlock(more, kind).forEach((block, calls) -> {
            if (base.containsKey(block)) {
                differences.addValue(calls - base.get(block));
            }
        });
        double half = differences.getN() < 2 || differences.getVariance() == 0
                ? 0
                : Math.sqrt(differences.getVariance() / differences.getN())
                        * new TDistribution(differences.getN() - 1.0)
                                .inverseCumulativeProbability((1 + CONFIDENCE) / 2);
        return new CallsDifference(differences.getMean(), differences.getMean() - half, differences.getMean() + half);
    }

    private static Map<Integer, Double> byBlock(Counts counts, ToDoubleFunction<Calls> kind) {
        return counts.blocks().stream()
                .filter(count -> count.callsPerRequest() != null)
                .collect(Collectors.toMap(
                        count -> count.block(),
                        count -> kind.applyAsDouble(count.callsPerRequest()),
                        (one, two) -> one));
    }

    static boolean areCounted(List<ScenarioResult> results) {
        return results.stream().allMatch(result -> result.counts().calls(Calls::all) != null);
    }

    /** Whether it is shown to be less than a quarter of a call. */
    boolean isNone() {
        return low > -SMALLEST && high < SMALLEST;
    }

    /** Whether it is shown, and as much as a quarter of a call. */
    boolean isShown() {
        return Math.abs(mean) >= SMALLEST && (low > 0 || high < 0);
    }

    boolean isMore() {
        return isShown() && mean > 0;
    }
}
