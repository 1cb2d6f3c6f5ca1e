// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headrace.benchmarks.Machine;
import io.headrace.benchmarks.ResultsFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgainstTest {
    private static final ResultsFile THEN = Synthetic.run(2).results();

    @Test
    void equalFilesAreWithinTheNoiseEverywhere() {
        Against against = Against.of(THEN, THEN);

        assertThat(against.changes()).hasSize(6 * 8);
        assertThat(against.warnings()).isEmpty();
        assertThat(against.changes()).allSatisfy(change -> {
            for (ComparedFigure figure : ComparedFigure.values()) {
                assertThat(change.ratio(figure).orElseThrow().mean()).isEqualTo(1, within(1e-12));
                assertThat(say(change, figure)).startsWith("within the noise ±");
            }
        });
        assertThat(against.print()).doesNotContain("faster", "slower", "less CPU", "more CPU");
    }

    @Test
    void lessCostIsFasterInEachFigure() {
        Change change = changeWhenCosting(9);

        assertThat(say(change, ComparedFigure.REQUESTS)).startsWith("faster by ");
        assertThat(say(change, ComparedFigure.CPU)).startsWith("less CPU by ");
        assertThat(say(change, ComparedFigure.P99)).startsWith("faster by ");
    }

    @Test
    void moreCostIsSlowerInEachFigure() {
        Change change = changeWhenCosting(11);

        assertThat(say(change, ComparedFigure.REQUESTS)).startsWith("slower by ");
        assertThat(say(change, ComparedFigure.CPU)).startsWith("more CPU by ");
        assertThat(say(change, ComparedFigure.P99)).startsWith("slower by ");
    }

    @Test
    void theRatioIsNewByOldAndItsIntervalHoldsTheTruth() {
        assertThat(changeWhenCosting(9).ratio(ComparedFigure.CPU)).hasValueSatisfying(ratio -> {
            assertThat(ratio.low()).isLessThan(0.9);
            assertThat(ratio.high()).isGreaterThan(0.9).isLessThan(1);
        });
    }

    @Test
    void aMachineTwiceAsSlowLeavesTheRatiosToTheBaseline() {
        ResultsFile now = Synthetic.run(3).costing((scenario, name) -> 20).results();

        assertThat(Against.of(now, THEN).withBaseline()).hasSize(5 * 8).allSatisfy(change -> {
            assertThat(change.ratio(ComparedFigure.CPU).orElseThrow().mean()).isEqualTo(2, within(0.1));
            assertThat(change.ratioOfRatios(ComparedFigure.CPU))
                    .hasValueSatisfying(ratio -> assertThat(ratio.mean()).isEqualTo(1, within(0.05)));
        });
    }

    @Test
    void anotherMachineIsWarnedOfByEachThingThatDiffers() {
        Machine other = new Machine("another", 4, "Linux 6.1", "a vendor 25", "25.0.1", "4.2.18.Final", "def5678");

        assertThat(Against.of(Synthetic.run(2).on(other).results(), THEN).warnings())
                .hasSize(4)
                .anySatisfy(warning -> assertThat(warning)
                        .startsWith("machine: kernel was Linux 6.18 and is Linux 6.1: compare the ratios"))
                .noneSatisfy(warning -> assertThat(warning).contains("def5678"));
    }

    @Test
    void otherSettingsAreWarnedOf() {
        Synthetic run = Synthetic.run(2);
        ResultsFile now =
                new Synthetic(run.scenarios(), run.implementations(), run.machine(), 4, 2, run.micros()).results();

        assertThat(Against.of(now, THEN).warnings())
                .containsExactly(
                        "settings: blocks was 5 and is 4: compare the ratios to the baseline, not the figures");
    }

    @Test
    void aScenarioThatBecameOtherWorkIsNotCompared() {
        Synthetic run = Synthetic.run(2);
        ResultsFile now = run.of(List.of(Synthetic.scenario("echo-10", "echo", 20, "request")), run.implementations())
                .results();

        Against against = Against.of(now, THEN);

        assertThat(against.changes()).isEmpty();
        assertThat(against.print())
                .contains("warning: echo-10 is other work than it was then: not compared")
                .contains("warning: the two runs have no scenario with the same implementation in common");
    }

    @Test
    void theTextFitsATerminalOf120Columns() {
        ResultsFile now = Synthetic.run(2).costing((scenario, name) -> 700).results();

        assertThat(Against.of(now, THEN).print().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
    }

    private static Change changeWhenCosting(double micros) {
        ResultsFile now = Synthetic.run(3)
                .costing((scenario, name) -> name.equals("headrace-tracked") ? micros : 10)
                .results();
        return Against.of(now, THEN).changes().stream()
                .filter(change -> change.implementation().equals("headrace-tracked"))
                .findFirst()
                .orElseThrow();
    }

    private static String say(Change change, ComparedFigure figure) {
        return figure.say(change.ratio(figure).orElseThrow());
    }
}
