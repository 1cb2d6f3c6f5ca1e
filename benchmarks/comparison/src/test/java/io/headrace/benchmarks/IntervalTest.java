// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.TDistribution;
import org.junit.jupiter.api.Test;

class IntervalTest {
    private static final int BLOCKS = 5;

    @Test
    void ofThreeKnownValuesItIsStudentsInterval() {
        // logarithms 1, 2, 3: mean 2, standard deviation 1, t(0.995; 2) = 9.924843
        Interval interval = Interval.of(new double[] {Math.exp(1), Math.exp(2), Math.exp(3)});

        double half = 9.924843 / Math.sqrt(3);
        assertThat(Math.log(interval.mean())).isEqualTo(2, within(1e-9));
        assertThat(Math.log(interval.low())).isEqualTo(2 - half, within(1e-6));
        assertThat(Math.log(interval.high())).isEqualTo(2 + half, within(1e-6));
    }

    @Test
    void noiseIsHalfTheIntervalAsAPartOfTheMean() {
        assertThat(new Interval(1.0, 1 / 1.02, 1.02).noise()).isEqualTo(0.02, within(1e-9));
    }

    @Test
    void whatAllPairsShareIsNoNoise() {
        Interval ratio = Interval.ofRatios(new double[] {110, 220, 330}, new double[] {100, 200, 300});

        assertThat(ratio.mean()).isEqualTo(1.1, within(1e-9));
        assertThat(ratio.noise()).isEqualTo(0, within(1e-9));
        assertThat(ratio.differsFromOne()).isTrue();
    }

    @Test
    void theSameProgramTwiceIsCalledDifferentInOneOfAHundredRuns() {
        Random random = new Random(42);
        int runs = 4000;
        long different = IntStream.range(0, runs)
                .filter(run -> Interval.ofRatios(noisy(random, 1, 0.02), noisy(random, 1, 0.02))
                        .differsFromOne())
                .count();

        assertThat((double) different / runs).isEqualTo(0.01, within(0.005));
    }

    @Test
    void ratiosOfOneRunThatScatterAlikeAreWrongTogetherAsSeldomAsEachWasToBe() {
        Random random = new Random(42);
        int runs = 400;
        int ratios = 24;
        double confidence = 0.99;
        long different = IntStream.range(0, runs)
                .mapToLong(run -> {
                    List<double[]> all = Stream.generate(
                                    () -> Interval.ratios(noisy(random, 1, 0.03), noisy(random, 1, 0.03)))
                            .limit(ratios)
                            .toList();
                    Spread spread = Spread.of(all);
                    return all.stream()
                            .filter(one -> Interval.of(one, spread, confidence).differsFromOne())
                            .count();
                })
                .sum();

        assertThat((double) different / runs / ratios).isEqualTo(1 - confidence, within(0.004));
    }

    @Test
    void aRatioThatScattersMoreThanTheOthersKeepsAWiderInterval() {
        Random random = new Random(42);
        List<double[]> all = new ArrayList<>(
                Stream.generate(() -> noisy(random, 1, 0.01)).limit(10).toList());
        double[] restless = noisy(random, 1, 0.2);
        all.add(restless);

        Spread spread = Spread.of(all);

        assertThat(Interval.of(restless, spread, 0.99).noise())
                .isGreaterThan(5 * Interval.of(all.get(0), spread, 0.99).noise());
    }

    @Test
    void fivePercentLessIsFoundThroughOnePercentOfNoise() {
        Random random = new Random(42);

        Interval ratio = Interval.ofRatios(noisy(random, 0.95, 0.01), noisy(random, 1, 0.01));

        assertThat(ratio.differsFromOne()).isTrue();
        assertThat(ratio.low()).isLessThan(0.95);
        assertThat(ratio.high()).isGreaterThan(0.95);
    }

    @Test
    void oneValueIsTooFew() {
        assertThatThrownBy(() -> Interval.of(new double[] {1})).hasMessageContaining("at least two values, not 1");
    }

    @Test
    void whatCannotBePairedIsRefused() {
        assertThatThrownBy(() -> Interval.ofRatios(new double[2], new double[3]))
                .hasMessageContaining("2 values to pair with 3");
    }

    @Test
    void ofTwoRunsOfKnownValuesItIsWelchsInterval() {
        // logarithms 1, 2, 3 and 1, 1.5, 2, 2.5: variances 1 and 5/12, so 3.23 degrees of freedom
        double[] now = {Math.exp(1), Math.exp(2), Math.exp(3)};
        double[] then = {Math.exp(1), Math.exp(1.5), Math.exp(2), Math.exp(2.5)};

        Interval ratio = Interval.ofUnpairedRatio(now, then);

        double first = 1.0 / 3;
        double second = 5.0 / 12 / 4;
        double degrees = Math.pow(first + second, 2) / (first * first / 2 + second * second / 3);
        double t = new TDistribution(degrees).inverseCumulativeProbability(0.995);
        assertThat(Math.log(ratio.mean())).isEqualTo(0.25, within(1e-9));
        assertThat(Math.log(ratio.high())).isEqualTo(0.25 + t * Math.sqrt(first + second), within(1e-9));
        assertThat(Math.log(ratio.low())).isEqualTo(0.25 - t * Math.sqrt(first + second), within(1e-9));
    }

    @Test
    void twoRunsWithoutAnyNoiseDifferByTheirRatio() {
        Interval ratio = Interval.ofUnpairedRatio(new double[] {3, 3}, new double[] {2, 2});

        assertThat(ratio.mean()).isEqualTo(1.5, within(1e-9));
        assertThat(ratio.noise()).isEqualTo(0, within(1e-9));
    }

    private static double[] noisy(Random random, double mean, double deviation) {
        return DoubleStream.generate(() -> mean * Math.exp(deviation * random.nextGaussian()))
                .limit(BLOCKS)
                .toArray();
    }
}
