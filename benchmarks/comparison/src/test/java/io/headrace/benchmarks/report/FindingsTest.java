// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.benchmarks.Count;
import io.headrace.benchmarks.ResultsFile;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class FindingsTest {
    @Test
    void whatMakesTheSameCallsIsNamedTogetherAndWhatMakesMoreWithHowMany() {
        assertThat(sentence(counting((name, block) -> name.equals("headrace-tracked") ? 3.5 : 2.5)))
                .startsWith("jdk makes the fewest calls, 2.50 a message, headrace-tracked 1.00 more;");
        assertThat(sentence(counting((name, block) -> 2.5)))
                .startsWith("jdk and headrace-tracked make the same calls, 2.50 a message;");
    }

    @Test
    void callsThatScatterMoreThanTheyDifferAreNotRanked() {
        assertThat(sentence(counting((name, block) -> name.equals("headrace-tracked") ? 2.5 + block % 2 : 2.5)))
                .startsWith("jdk makes 2.50 calls a message, not told apart from that: headrace-tracked;");
    }

    @Test
    void aDifferenceOfCpuIsNamedWithItsEnds() {
        ResultsFile run = Synthetic.run(1)
                .costing((scenario, name) -> name.equals("headrace-tracked") ? 8 : 10)
                .results();

        assertThat(sentence(run))
                .containsPattern("CPU a request next to jdk, less CPU: headrace-tracked \\(0\\.7\\d…0\\.8\\d\\)");
    }

    @Test
    void withinTheNoiseNobodyWins() {
        assertThat(sentence(Synthetic.run(1).results()))
                .contains(
                        "CPU a request next to jdk, no difference shown", "requests/s next to jdk, no difference shown")
                .doesNotContain("less CPU", "faster");
    }

    @Test
    void anotherContractIsNotRanked() {
        ResultsFile run = Synthetic.run(1)
                .costing((scenario, name) -> name.equals("headrace-edge") ? 5 : 10)
                .results();

        assertThat(sentence(run))
                .doesNotContain("less CPU: headrace-edge")
                .contains("apart, by another contract, headrace-edge: 1.00 more calls than jdk, CPU a request (0.4");
    }

    private static String sentence(ResultsFile run) {
        return Findings.of(RunResults.of(run)).get(0).sentence();
    }

    private static ResultsFile counting(BiFunction<String, Integer, Double> calls) {
        ResultsFile run = Synthetic.run(1).results();
        List<Count> counts = run.counts().stream()
                .map(count -> new Count(
                        count.scenario(),
                        count.implementation(),
                        count.block(),
                        new Count.Calls(calls.apply(count.implementation(), count.block()), 0.5, 0, 1),
                        null,
                        0,
                        null))
                .toList();
        return new ResultsFile(
                run.schema(),
                run.started(),
                run.machine(),
                run.cores(),
                run.settings(),
                run.scenarios(),
                run.implementations(),
                run.commands(),
                run.rounds(),
                counts,
                run.invocation(),
                run.program());
    }
}
