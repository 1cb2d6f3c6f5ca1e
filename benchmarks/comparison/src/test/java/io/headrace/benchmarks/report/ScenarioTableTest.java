// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.benchmarks.ResultsFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioTableTest {
    @Test
    void aDifferenceBeyondTheNoiseIsARatioWithItsEnds() {
        assertThat(line(print(costing(8)), "headrace-tracked"))
                .containsPattern(" 1\\.2\\d \\(1\\.\\d\\d…1\\.\\d\\d\\)")
                .containsPattern(" 0\\.[78]\\d \\(0\\.\\d\\d…0\\.\\d\\d\\)");
    }

    @Test
    void aDifferenceWithinTheNoiseIsNoFigure() {
        assertThat(line(print(costing(10)), "headrace-tracked"))
                .containsPattern("none shown \\(<\\d %\\).*none shown \\(<\\d %\\)");
    }

    @Test
    void theBaselineHasNoRatio() {
        assertThat(line(print(costing(10)), "jdk")).doesNotContain("shown");
    }

    @Test
    void eachRowSaysWhetherItsProgramIsTheSameAndAnotherContractIsTheLast() {
        assertThat(print(costing(10))
                        .lines()
                        .skip(1)
                        .map(line -> line.substring(0, 19).strip()))
                .containsExactly(
                        "jdk", "headrace-tracked", "netty-epoll +", "c-epoll-level +", "c-poll +", "headrace-edge *");
    }

    @Test
    void columnsWithoutAnyValueAreLeftOut() {
        ResultsFile counted = costing(10);
        ResultsFile uncounted = new ResultsFile(
                counted.schema(),
                counted.started(),
                counted.machine(),
                counted.cores(),
                counted.settings(),
                counted.scenarios(),
                counted.implementations(),
                counted.commands(),
                counted.rounds(),
                List.of(),
                counted.invocation(),
                counted.program());

        assertThat(print(counted).lines().findFirst().orElseThrow()).contains("calls", " B ");
        assertThat(print(uncounted).lines().findFirst().orElseThrow()).doesNotContain("calls", " B ");
    }

    @Test
    void itFitsATerminalOf120Columns() {
        for (double micros : new double[] {0.3, 10, 1234, 43_210}) {
            assertThat(print(costing(micros)).lines())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
        }
    }

    private static ResultsFile costing(double micros) {
        return Synthetic.run(4)
                .costing((scenario, name) -> name.equals("headrace-tracked") ? micros : 10)
                .results();
    }

    private static String print(ResultsFile results) {
        return ScenarioTable.of(RunResults.of(results), results.scenarios().get(4))
                .print();
    }

    private static String line(String table, String implementation) {
        return table.lines()
                .filter(line -> line.startsWith(implementation + " "))
                .findFirst()
                .orElseThrow();
    }
}
