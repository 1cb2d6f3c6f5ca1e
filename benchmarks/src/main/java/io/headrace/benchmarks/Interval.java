// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/** A geometric mean and its confidence interval (Student's t on logarithms, 99 %). */
record Interval(double mean, double low, double high) {
    static final double CONFIDENCE = 0.99;

    /** Of positive values that are independent of each other; at least two. */
    static Interval of(double[] values) {
        if (values.length < 2) {
            throw new IllegalArgumentException("an interval takes at least two values, not " + values.length);
        }
        SummaryStatistics logs = new SummaryStatistics();
        for (double value : values) {
            logs.addValue(Math.log(value));
        }
        double t = new TDistribution(values.length - 1).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
        double half = t * logs.getStandardDeviation() / Math.sqrt(values.length);
        return new Interval(Math.exp(logs.getMean()), Math.exp(logs.getMean() - half), Math.exp(logs.getMean() + half));
    }

    /** Of the ratios in which the values of one block stand to each other: the paired t-test's interval. */
    static Interval ofRatios(double[] values, double[] baseline) {
        if (values.length != baseline.length) {
            throw new IllegalArgumentException(values.length + " values to pair with " + baseline.length);
        }
        double[] ratios = new double[values.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = values[i] / baseline[i];
        }
        return of(ratios);
    }

    /** Half the interval as a part of the mean: 0.01 is ±1 %. */
    double noise() {
        return Math.sqrt(high / low) - 1;
    }

    boolean differsFromOne() {
        return low > 1 || high < 1;
    }
}
