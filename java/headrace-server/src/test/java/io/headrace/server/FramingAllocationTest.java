// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.server.program.EchoAllocation;
import io.headrace.server.program.FramingAllocation;
import org.junit.jupiter.api.Test;

/** Frames cost no memory, wherever they are cut. */
@Bounded
class FramingAllocationTest {
    @Test
    void nothingIsAllocatedForAFrameNorLeftToEscapeAnalysis() throws Exception {
        assertThat(new ForkedJvm(FramingAllocation.class)
                        .with("-XX:-DoEscapeAnalysis")
                        .run())
                .containsExactly("allocated 0", "allocated 0", "allocated 0");
    }

    /** The ForkedJvm has the compiler that leaves nothing to escape analysis. */
    @Test
    void aServersLoopAllocatesNothingForAFrame() throws Exception {
        assertThat(new ForkedJvm(EchoAllocation.class).run()).containsExactly("allocated 0");
    }
}
