// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Starts the server of each cell once, for all tests of a class. */
abstract class ServersTest {
    /** Null where the cell cannot be started here. */
    static RunningServer server;

    @Parameter
    Cell cell;

    @BeforeParameterizedClassInvocation
    static void start(Cell cell) throws Exception {
        server = null;
        server = new RunningServer(cell);
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void allocationIsReported() throws Exception {
        assertThat(server.allocated()).isPositive();
    }

    @Test
    void theReadyLineNamesWhatTheServerRunsOn() {
        assertThat(server.runsOn()).matches(cell.runsOn());
    }
}
