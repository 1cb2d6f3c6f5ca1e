// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.suite.program.AllocationProgram;
import io.headrace.suite.program.DatagramAllocationProgram;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ForkedJvm;
import io.headrace.suite.support.OnHeadrace;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loop of a server allocates nothing once it is warm. */
@Bounded
@OnHeadrace
class AllocationTest {
    @ParameterizedTest
    @ValueSource(strings = {"set", "action"})
    void aWarmLoopAllocatesNothing(String way) throws IOException, InterruptedException {
        assertThat(new ForkedJvm(AllocationProgram.class).run(way)).contains("allocated 0");
    }

    @Test
    void nothingIsLeftToEscapeAnalysis() throws IOException, InterruptedException {
        assertThat(new ForkedJvm(AllocationProgram.class)
                        .with("-XX:-DoEscapeAnalysis")
                        .run("set"))
                .contains("allocated 0");
    }

    @Test
    void anEchoOfDatagramsAllocatesNothing() throws IOException, InterruptedException {
        assertThat(new ForkedJvm(DatagramAllocationProgram.class)
                        .with("-XX:-DoEscapeAnalysis")
                        .run())
                .contains("allocated 0");
    }
}
