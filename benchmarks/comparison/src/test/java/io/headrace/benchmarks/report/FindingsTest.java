// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.benchmarks.Count;
import io.headrace.benchmarks.ResultsFile;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;

class FindingsTest {
    @Test
    void whatMakesTheSameNumberOfCallsIsNamedTogetherAndWhatMakesMoreWithHowMany() {
        assertThat(lines(making((name, block) -> name.equals("headrace-tracked") ? 3.5 : 2.5)))
                .startsWith(
                        "jdk, netty-epoll, c-epoll-level and c-poll make the same number of calls, 2.50 a request.",
                        "headrace-tracked makes 1.00 calls more a request.");
        assertThat(lines(making((name, block) -> name.equals("jdk") ? 2.5 : 3.5)))
                .startsWith(
                        "jdk makes the fewest calls, 2.50 a request.",
                        "headrace-tracked, netty-epoll, c-epoll-level and c-poll each make 1.00 calls more a request.");
    }

    @Test
    void callsThatScatterMoreThanTheyDifferAreNotRanked() {
        assertThat(lines(making((name, block) -> name.equals("jdk") ? 2.5 : 2.5 + block % 2)))
                .startsWith(
                        "jdk makes 2.50 calls a request.",
                        "Calls, no difference from that shown:"
                                + " headrace-tracked, netty-epoll, c-epoll-level and c-poll.");
    }

    @Test
    void aProgramThatAnswersSeveralKeysInAWaitIsNotRankedByCallsAndItIsSaidWhy() {
        assertThat(lines(counting((name, block) -> new Count.Calls(2.5, name.equals("netty-epoll") ? 0.08 : 1, 0, 1))))
                .startsWith(
                        "jdk, headrace-tracked, c-epoll-level and c-poll make the same number of calls,"
                                + " 2.50 a request.",
                        "netty-epoll makes 2.50 calls a request. It is not ranked by calls, as it does other work:"
                                + " it waits 0.08 times a request (the JDK: 1.00)"
                                + " and answers several keys after each.");
    }

    @Test
    void theKeysThatTheKernelReportsAreSaidOfTheBaselineToo() {
        ResultsFile run = counting((name, block) ->
                new Count.Calls(3, 1, 0, Map.of("jdk", 14.5, "c-poll", 15.8).getOrDefault(name, 1.0)));

        assertThat(lines(run)).contains("The kernel reports 14.5 keys a request to jdk and 1.00 to headrace-tracked.");
    }

    @Test
    void aDifferenceOfCpuIsSaidInWordsWithItsEnds() {
        ResultsFile run = Synthetic.run(1)
                .costing((scenario, name) -> name.matches("headrace-tracked|c-poll") ? 8 : 10)
                .results();

        assertThat(lines(run))
                .anySatisfy(line -> assertThat(line)
                        .matches("Less CPU a request: headrace-tracked uses 0\\.\\d\\d of the JDK's CPU"
                                + " \\(0\\.7\\d…0\\.8\\d\\), c-poll 0\\.\\d\\d \\(0\\.7\\d…0\\.8\\d\\)\\."));
    }

    @Test
    void withinTheNoiseNobodyWinsAndItIsSaidHowLargeADifferenceCanBe() {
        assertThat(lines(Synthetic.run(1).results()))
                .anySatisfy(line -> assertThat(line)
                        .matches("CPU a request, no difference shown: headrace-tracked \\(less than \\d %\\), .*"))
                .anySatisfy(line -> assertThat(line)
                        .matches("requests/s, no difference shown: headrace-tracked \\(less than \\d %\\), .*"))
                .noneSatisfy(line -> assertThat(line).containsAnyOf("Less CPU", "More requests/s"));
    }

    @Test
    void anotherContractIsNotRanked() {
        ResultsFile run = Synthetic.run(1)
                .costing((scenario, name) -> name.equals("headrace-edge") ? 5 : 10)
                .results();

        assertThat(lines(run))
                .contains("headrace-edge is not ranked, as its contract is not that of java.nio."
                        + " It makes 1.00 calls more a request than the JDK.")
                .anySatisfy(
                        line -> assertThat(line).startsWith("Less CPU a request: headrace-edge (not ranked) uses 0.5"));
    }

    private static List<String> lines(ResultsFile run) {
        return Findings.of(RunResults.of(run)).get(0).lines();
    }

    private static ResultsFile making(ToDoubleBiFunction<String, Integer> calls) {
        return counting((name, block) -> new Count.Calls(calls.applyAsDouble(name, block), 0.5, 0, 1));
    }

    private static ResultsFile counting(BiFunction<String, Integer, Count.Calls> calls) {
        ResultsFile run = Synthetic.run(1).results();
        List<Count> counts = run.counts().stream()
                .map(count -> new Count(
                        count.scenario(),
                        count.implementation(),
                        count.block(),
                        calls.apply(count.implementation(), count.block()),
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
