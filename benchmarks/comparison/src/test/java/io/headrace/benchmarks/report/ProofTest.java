// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.benchmarks.ResultsFile.ImplementationEntry;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProofTest {
    @Test
    void aSlowedEchoAndACallMoreAreFoundAndTheSameProgramIsTheSame() {
        assertThat(of(name -> name.equals("jdk-slowed-25") ? 12.5 : 10)).isEqualTo(new Proof(true, true, true));
    }

    @Test
    void aToolThatSeesDifferencesWhereNoneAreIsNotProven() {
        assertThat(of(name -> name.equals("jdk-again") ? 12.5 : 10)).isEqualTo(new Proof(false, false, true));
    }

    private static Proof of(ToDoubleFunction<String> micros) {
        List<ImplementationEntry> implementations = Stream.of(
                        "jdk", "jdk-again", "jdk-slowed-25", "headrace-level", "headrace-oneshot")
                .map(name -> new ImplementationEntry(name, name, name.equals("jdk"), false, "unchanged"))
                .toList();
        return Proof.of(RunResults.of(Synthetic.run(1)
                .of(List.of(Synthetic.scenario("echo", "echo", 100, "request")), implementations)
                .costing((scenario, name) -> micros.applyAsDouble(name))
                .results()));
    }
}
