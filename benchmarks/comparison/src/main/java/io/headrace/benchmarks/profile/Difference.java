// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.profile;

import io.headrace.benchmarks.Interval;
import java.util.Locale;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * How far a figure is from that of another implementation, and half the interval (paired by block, Student's t) around
 * it.
 */
record Difference(double mean, double half) {
    static Difference of(double[] values, double[] others) {
        SummaryStatistics differences = new SummaryStatistics();
        for (int i = 0; i < values.length; i++) {
            differences.addValue(values[i] - others[i]);
        }
        double quantile =
                new TDistribution(values.length - 1).inverseCumulativeProbability((1 + Interval.CONFIDENCE) / 2);
        return new Difference(
                differences.getMean(), quantile * differences.getStandardDeviation() / Math.sqrt(values.length));
    }

    String print() {
        return String.format(Locale.ROOT, "%+.2f ±%.2f", mean, half);
    }
}
