// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Scenario SCENARIO = Scenario.ALL.get(0);
    private static final Implementation JDK = Implementation.BASELINE;
    private static final Implementation OTHER = Selection.ALL.only(List.of("headrace-tracked")).implementations().get(1);

    @Test
    void aDifferenceBeyondTheNoiseIsCalledSo() {
        assertThat(table(120, 121, 119))
                .contains("headrace-tracked: 20.0 % more requests/s than jdk, more than the noise of ±");
    }

    @Test
    void aDifferenceWithinTheNoiseIsCalledSo() {
        assertThat(table(90, 101, 112))
                .contains("headrace-tracked: 0.6 % more requests/s than jdk, within the noise of ±");
    }

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
        Summary summary = Summary.of(List.of(round(JDK, 0, 100), round(JDK, 1, 100)), SCENARIO.name(), JDK.name());

        assertThat(summary.cpuPerRequest().mean()).isEqualTo(0.005, within(1e-9));
        assertThat(summary.userShare()).isEqualTo(0.25, within(1e-9));
    }

    private static String table(long... requestsOfOther) {
        List<Round> rounds = new ArrayList<>();
        for (int block = 0; block < requestsOfOther.length; block++) {
            rounds.add(round(JDK, block, 100));
            rounds.add(round(OTHER, block, requestsOfOther[block]));
        }
        return new Table(List.of(
                        Summary.of(rounds, SCENARIO.name(), JDK.name()),
                        Summary.of(rounds, SCENARIO.name(), OTHER.name())))
                .print();
    }

    private static Round round(Implementation implementation, int block, long requests) {
        Sample sample =
                new Sample(requests, 1, 0.3, 0.5, 0.1, 0.3, 0.5, 0.5, false, 0, null, 0, 0, List.of(new long[] {1000, requests}));
        return new Round(SCENARIO.name(), implementation.name(), block, sample);
    }
}
