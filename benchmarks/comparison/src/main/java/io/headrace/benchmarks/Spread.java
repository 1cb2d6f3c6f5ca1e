// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.util.List;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * How much the ratios of a run scatter from block to block, all of them together. A variance of a few blocks is a poor
 * estimate; so each is moderated by that of the others, the more, the better they agree (Smyth 2004, "Linear models and
 * empirical Bayes methods", section 6.2).
 *
 * @param degrees of freedom that the others are worth; 0 where they say nothing
 * @param variance of logarithms that they expect
 */
public record Spread(double degrees, double variance) {
    static final Spread NONE = new Spread(0, 0);

    /** As if ratios that agree perfectly were no more than so many blocks. */
    private static final double MOST_DEGREES = 20;

    private static final int FEWEST_RATIOS = 3;
    private static final int STEPS = 50;

    /** Of lists of ratios, a list of at least two for each thing that is compared. */
    public static Spread of(List<double[]> ratios) {
        List<double[]> scattered = ratios.stream()
                .filter(one -> one.length > 1 && variance(one) > 0)
                .toList();
        if (scattered.size() < FEWEST_RATIOS) {
            return NONE;
        }
        SummaryStatistics logs = new SummaryStatistics();
        double sampling = 0;
        for (double[] one : scattered) {
            double half = (one.length - 1) / 2.0;
            logs.addValue(Math.log(variance(one)) - Gamma.digamma(half) + Math.log(half));
            sampling += Gamma.trigamma(half) / scattered.size();
        }
        double excess = logs.getVariance() - sampling;
        double degrees = excess <= 0 ? MOST_DEGREES : Math.min(MOST_DEGREES, 2 * inverseTrigamma(excess));
        double half = degrees / 2;
        return new Spread(degrees, Math.exp(logs.getMean() + Gamma.digamma(half) - Math.log(half)));
    }

    double moderate(double own, double ownDegrees) {
        return (degrees * variance + ownDegrees * own) / (degrees + ownDegrees);
    }

    private static double variance(double[] ratios) {
        SummaryStatistics logs = new SummaryStatistics();
        for (double ratio : ratios) {
            logs.addValue(Math.log(ratio));
        }
        return logs.getVariance();
    }

    /** By bisection: it falls from infinity at 0. */
    private static double inverseTrigamma(double value) {
        double low = 1e-3;
        double high = MOST_DEGREES;
        for (int i = 0; i < STEPS; i++) {
            double middle = Math.sqrt(low * high);
            if (Gamma.trigamma(middle) > value) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
