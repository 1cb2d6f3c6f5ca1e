// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apache.commons.math3.stat.inference.TTest;

/** A geometric mean and its confidence interval (Student's t on logarithms; 99 % where nothing else is said). */
public record Interval(double mean, double low, double high) {
    public static final double CONFIDENCE = 0.99;

    private static final double WIDEST = 2;

    /** Of positive values that are independent of each other; at least two. */
    public static Interval of(double[] values) {
        if (values.length < 2) {
            throw new IllegalArgumentException("an interval takes at least two values, not " + values.length);
        }
        SummaryStatistics logs = logs(values);
        return of(logs.getMean(), Math.sqrt(logs.getVariance() / values.length), values.length - 1);
    }

    private static Interval of(double mean, double error, double degrees) {
        return of(mean, error, degrees, CONFIDENCE);
    }

    private static Interval of(double mean, double error, double degrees, double confidence) {
        if (error == 0) {
            return new Interval(Math.exp(mean), Math.exp(mean), Math.exp(mean));
        }
        double half = error * new TDistribution(degrees).inverseCumulativeProbability((1 + confidence) / 2);
        return new Interval(Math.exp(mean), Math.exp(mean - half), Math.exp(mean + half));
    }

    private static SummaryStatistics logs(double[] values) {
        SummaryStatistics logs = new SummaryStatistics();
        for (double value : values) {
            logs.addValue(Math.log(value));
        }
        return logs;
    }

    /** Of the ratios in which the values of one block stand to each other: the paired t-test's interval. */
    public static Interval ofRatios(double[] values, double[] baseline) {
        return of(ratios(values, baseline));
    }

    /** Of ratios whose spread is judged by that of others, too. */
    public static Interval of(double[] ratios, Spread others, double confidence) {
        if (ratios.length < 2) {
            throw new IllegalArgumentException("an interval takes at least two values, not " + ratios.length);
        }
        SummaryStatistics logs = logs(ratios);
        double own = ratios.length - 1;
        double variance = others.moderate(logs.getVariance(), own);
        return of(logs.getMean(), Math.sqrt(variance / ratios.length), own + others.degrees(), confidence);
    }

    /** The ratio of each pair. */
    public static double[] ratios(double[] values, double[] baseline) {
        if (values.length != baseline.length) {
            throw new IllegalArgumentException(values.length + " values to pair with " + baseline.length);
        }
        double[] ratios = new double[values.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = values[i] / baseline[i];
        }
        return ratios;
    }

    /** Of the ratio of two runs whose values have no partner in the other: Welch's t-test's interval. */
    public static Interval ofUnpairedRatio(double[] values, double[] others) {
        if (Math.min(values.length, others.length) < 2) {
            throw new IllegalArgumentException(
                    "an interval takes at least two values, not " + values.length + " and " + others.length);
        }
        SummaryStatistics logs = logs(values);
        SummaryStatistics otherLogs = logs(others);
        double variance = logs.getVariance() / values.length + otherLogs.getVariance() / others.length;
        return of(logs.getMean() - otherLogs.getMean(), Math.sqrt(variance), Welch.degrees(logs, otherLogs));
    }

    /** The library's degrees of freedom (Welch and Satterthwaite), which it keeps to itself. */
    private static final class Welch extends TTest {
        static double degrees(SummaryStatistics one, SummaryStatistics other) {
            return new Welch().df(one.getVariance(), other.getVariance(), one.getN(), other.getN());
        }
    }

    /** Whether the ends are further apart than a figure can say: a factor of two. */
    public boolean isTooWide() {
        return !(high / low <= WIDEST);
    }

    /** Half the interval as a part of the mean: 0.01 is ±1 %. */
    public double noise() {
        return Math.sqrt(high / low) - 1;
    }

    public boolean differsFromOne() {
        return low > 1 || high < 1;
    }
}
