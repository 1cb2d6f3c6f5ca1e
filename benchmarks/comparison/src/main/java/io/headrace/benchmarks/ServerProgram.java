// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A server program in one configuration. */
interface ServerProgram {
    /** What the program is written against, next to that of the baseline. */
    String language();

    /** Whether it can do this at all. */
    boolean serves(Scenario scenario);

    /** Why it cannot be run on this machine. */
    Optional<String> lacks(Installation installation);

    /** Without the processor. */
    List<String> command(Installation installation, Scenario scenario) throws IOException;

    /** Starts it by a command that has {@link #command} in it, and waits until it accepts connections. */
    default StartedServer start(List<String> command) throws IOException, InterruptedException {
        return ServerProcess.start(command, this);
    }

    /** Refuses a server that runs on something else than it was started for. */
    void verify(ServerReady ready) throws IOException;

    /** CPU time until it is as fast as it gets. */
    Duration warmup(Role role);

    /** The same without a compiler at run time, whose memory comes and goes. */
    ServerProgram interpreted();
}
