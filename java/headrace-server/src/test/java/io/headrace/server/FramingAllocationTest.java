// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import static org.assertj.core.api.Assertions.assertThat;

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
}
