// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.benchmarks.Count;
import io.headrace.benchmarks.ResultsFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioTableTest {
    @Test
    void aDifferenceBeyondTheNoiseIsARatio() {
        assertThat(line(print(costing(8)), "headrace-tracked"))
                .containsPattern(" 1\\.2\\d\\d ±\\d")
                .containsPattern(" 0\\.[78]\\d\\d ±\\d");
    }

    @Test
    void aDifferenceWithinTheNoiseIsNone() {
        String table = print(costing(10));

        assertThat(line(table, "headrace-tracked")).containsPattern("within ±\\d.*within ±\\d");
        assertThat(table)
                .endsWith("within the noise, as the ratio's 99 % confidence interval holds 1" + System.lineSeparator());
    }

    @Test
    void theBaselineHasNoRatio() {
        assertThat(line(print(costing(10)), "jdk")).doesNotContain("within");
    }

    @Test
    void columnsWithoutAnyValueAreLeftOut() {
        ResultsFile counted = costing(10);
        List<Count> none = counted.counts().stream()
                .map(count -> new Count(count.scenario(), count.implementation(), null, null, 0, null))
                .toList();
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
                none);

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
        return ScenarioTable.of(results, results.scenarios().get(4)).print();
    }

    private static String line(String table, String implementation) {
        return table.lines()
                .filter(line -> line.startsWith(implementation + " "))
                .findFirst()
                .orElseThrow();
    }
}
