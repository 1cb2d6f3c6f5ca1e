// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.io.IOException;
import java.util.Map;

/** Sends back what it receives, on one selector. */
final class EchoServer {
    /** Which read is the last of a round. */
    private static final Map<String, Boolean> READS = Map.of("short", false, "would-block", true);

    private EchoServer() {}

    static Started start(Arguments arguments) throws IOException, UsageException {
        double slow = arguments.fraction("slow");
        boolean untilWouldBlock = arguments.choice("reads", READS, "short");
        Runnable afterEachRound = slow == 0 ? () -> {} : new Slowdown(slow, System::nanoTime);
        SharedBuffers buffers = new SharedBuffers();
        return Acceptor.start(() -> new EchoConnection(buffers, untilWouldBlock), afterEachRound);
    }
}
