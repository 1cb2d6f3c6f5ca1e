// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.benchmarks.Interval;
import io.headrace.benchmarks.ResultsFile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FormatTest {
    private static final Interval BOUNDLESS = new Interval(1, 0, Double.POSITIVE_INFINITY);

    @Test
    void noiseIsGivenAsPercentAndEndsAt999() {
        assertThat(Format.noise(new Interval(1, 1 / 1.05, 1.05))).isEqualTo("±5.0 %");
        assertThat(Format.noise(new Interval(1, 1 / 3.5, 3.5))).isEqualTo("±250 %");
        assertThat(Format.noise(BOUNDLESS)).isEqualTo("±>999 %");
    }

    @Test
    void aRatioWithinTheNoiseIsNoFigure() {
        assertThat(Format.ratio(Optional.of(new Interval(1.01, 0.99, 1.03))))
                .isEqualTo("no difference shown (less than 3 %)");
        assertThat(Format.ratio(Optional.of(new Interval(1.05, 1.03, 1.07)))).isEqualTo("1.05 (1.03…1.07)");
        assertThat(Format.ratio(Optional.empty())).isEmpty();
    }

    @Test
    void aRatioThatIsWiderThanAFactorOfTwoIsNoFigure() {
        assertThat(Format.ratio(new Interval(1.8, 1.1, 2.3))).isEqualTo("more, by an open factor");
        assertThat(Format.ratio(new Interval(0.5, 0.3, 0.7))).isEqualTo("less, by an open factor");
        assertThat(Format.ratio(BOUNDLESS)).isEqualTo("no difference shown (how large one may be is open)");
        assertThat(Format.ratio(new Interval(1.8, 1.2, 2.3))).isEqualTo("1.80 (1.20…2.30)");
    }

    @Test
    void anEndOfADifferenceIsNeverPrintedAsOne() {
        assertThat(Format.ratio(new Interval(0.91, 0.83, 0.9976))).isEqualTo("0.91 (0.83…0.998)");
        assertThat(Format.ratio(new Interval(1.0021, 1.00001, 1.0042))).isEqualTo("1.002 (1.00001…1.004)");
    }

    @Test
    void whatCanBeHiddenIsRoundedUpAndAFactorWhereItIsLarge() {
        assertThat(Format.hidden(new Interval(1, 0.95, 1.0712))).isEqualTo("less than 8 %");
        assertThat(Format.hidden(new Interval(1, 0.88, 1.07))).isEqualTo("less than 12 %");
        assertThat(Format.hidden(new Interval(1.1, 0.5, 2.31))).isEqualTo("less than 2.4 times");
        assertThat(Format.narrowRatio(new Interval(1, 0.88, 1.07))).isEqualTo("none shown (<12 %)");
    }

    @Test
    void largeRatiosHaveFewerDecimals() {
        assertThat(List.of(0.0234, 9.9994, 43.666, 1234.5))
                .map(ratio -> Format.plainRatio(new Interval(ratio, ratio, ratio)))
                .containsExactly("0.023", "9.999", "43.7", "1,235");
    }

    @Test
    void figuresHaveThreeDigitsOrAreWhole() {
        assertThat(List.of(1.234, 12.34, 123.4, 1234.5))
                .map(Format::number)
                .containsExactly("1.23", "12.3", "123", "1,235");
    }

    @Test
    void longLatenciesHaveAUnit() {
        assertThat(List.of(12.0, 9999.0, 12_345.0, 12_345_678.0))
                .map(Format::latency)
                .containsExactly("12", "9999", "12ms", "12.3s");
    }

    @Test
    void whatIsPlottedHasBoundsAsJsonKnowsNoInfinity() {
        ResultsFile results = Synthetic.run(1).results();
        List<ScenarioResult> measured =
                RunResults.of(results).in(results.scenarios().get(0));

        Plots.Line line = Plots.Line.of("jdk", measured, result -> BOUNDLESS, 1);

        assertThat(line.points()).allSatisfy(point -> assertThat(point).containsExactly(1, 1, 1e-12, 1e12));
    }
}
