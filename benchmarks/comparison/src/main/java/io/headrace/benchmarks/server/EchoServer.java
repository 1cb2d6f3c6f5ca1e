// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Sends back what it receives, on one selector. */
final class EchoServer {
    private static final Map<String, Reads> READS =
            new TreeMap<>(Map.of("short", Reads.SHORT, "would-block", Reads.WOULD_BLOCK));

    private EchoServer() {}

    static Started start(Arguments arguments) throws IOException, UsageException {
        double slow = arguments.fraction("slow");
        Reads reads = arguments.choice("reads", READS, "short");
        Runnable afterEachRound = slow == 0 ? () -> {} : new Slowdown(slow, System::nanoTime);
        SharedBuffers buffers = new SharedBuffers();
        return Acceptor.start(() -> new EchoConnection(buffers, reads), afterEachRound);
    }
}
