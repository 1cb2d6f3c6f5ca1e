// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.util.List;

/** Work that every implementation is given: keep-alive HTTP requests, one under way on each connection. */
record Scenario(String name, int connections, int bodySize) {
    static final List<Scenario> ALL = List.of(
            new Scenario("http-1", 1, 128), new Scenario("http-100", 100, 128), new Scenario("http-1000", 1000, 128));

    String description() {
        return "unmodified Netty HTTP server, NIO transport: keep-alive GET on %,d connection%s, %d-byte body"
                .formatted(connections, connections == 1 ? "" : "s", bodySize);
    }
}
