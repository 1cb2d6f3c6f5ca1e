// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final Scenario SCENARIO = Scenario.ALL.get(0);
    private static final Implementation JDK = Implementation.BASELINE;

    @Test
    void roundsOfOneProcessAreOneValue() {
        List<Round> rounds = List.of(round(JDK, 0, 100), round(JDK, 0, 300), round(JDK, 1, 200), round(JDK, 1, 200));

        Summary summary = Summary.of(rounds, SCENARIO.name(), JDK.name());

        assertThat(summary.blocks()).hasSize(2);
        assertThat(summary.requestsPerSecond().mean()).isEqualTo(200, within(1e-9));
        assertThat(summary.requestsPerSecond().noise()).isEqualTo(0, within(1e-9));
    }

    @Test
    void cpuOfARequestIsSplitAsTheKernelsTicksAre() {
        Summary summary = Summary.of(rounds(10), SCENARIO.name(), JDK.name());

        assertThat(summary.cpuPerRequest().mean()).isEqualTo(0.005, within(1e-9));
        assertThat(summary.userShare().orElseThrow()).isEqualTo(0.25, within(1e-9));
    }

    @Test
    void tooFewTicksAreNotSplit() {
        assertThat(Summary.of(rounds(9), SCENARIO.name(), JDK.name()).userShare())
                .isEmpty();
    }

    private static List<Round> rounds(int blocks) {
        return IntStream.range(0, blocks)
                .mapToObj(block -> round(JDK, block, 100))
                .toList();
    }

    private static Round round(Implementation implementation, int block, long requests) {
        WindowSample sample = new WindowSample(
                requests, 1, 0.3, 0.5, 0.1, 0.3, 0.5, 0.5, false, 0, null, 0, 0, List.of(new long[] {1000, requests}));
        return new Round(SCENARIO.name(), implementation.name(), block, sample);
    }
}
