// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.benchmarks.ResultsFile.ScenarioEntry;
import io.headrace.benchmarks.Round;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoubtsTest {
    @Test
    void aQuietRunHasNone() {
        assertThat(Doubts.of(Synthetic.run(1).results().rounds())).isEmpty();
    }

    @Test
    void roundsThatLostDatagramsAreCountedAndNamed() {
        assertThat(Doubts.of(losing("datagram")))
                .containsExactly("In 10 of 10 rounds (lossy-datagram) datagrams were lost and sent again.");
    }

    @Test
    void aFloodLosesWhatItMay() {
        assertThat(Doubts.of(losing(Synthetic.FLOOD))).isEmpty();
    }

    private static List<Round> losing(String family) {
        Synthetic run = Synthetic.run(1);
        ScenarioEntry scenario = Synthetic.scenario(Synthetic.LOSSY + "-" + family, family, 1, "datagram");
        return run.of(List.of(scenario), run.implementations().subList(0, 1))
                .results()
                .rounds();
    }
}
