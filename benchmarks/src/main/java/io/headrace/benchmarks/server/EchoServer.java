// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.io.IOException;

/** Sends back what it receives, on one selector. */
final class EchoServer {
    private EchoServer() {}

    static Started start(Arguments arguments) throws IOException, UsageException {
        double slow = arguments.fraction("slow");
        Runnable afterEachRound = slow == 0 ? () -> {} : new Slowdown(slow);
        Buffers buffers = new Buffers();
        return Acceptor.start(() -> new EchoConnection(buffers), afterEachRound);
    }
}
