// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Starts the server of each command once, for all tests of a class. */
abstract class ServersTest {
    /** Null where the command cannot be started here. */
    static RunningServer server;

    @Parameter
    ServerCommand command;

    @BeforeParameterizedClassInvocation
    static void start(ServerCommand command) throws Exception {
        server = null;
        server = new RunningServer(command);
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
        assertThat(server.runsOn()).matches(command.runsOn());
    }
}
