// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.IOException;
import java.time.Duration;

/** Counts what a request costs besides time. */
final class Counter {
    private static final Duration SETTLE = Duration.ofMillis(50);
    private static final Duration SETTLE_CALLS = Duration.ofMillis(20);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMillis(250);
    private static final Duration WARMUP = Duration.ofMillis(500);
    private static final int SEEN_IN_MEMORY = 10_000;

    static final Duration STEP = Duration.ofMillis(600);
    static final Duration CALLS_STEP = Duration.ofMillis(150);

    private final Installation installation;
    private final Cores cores;
    private final LoadClient client;

    Counter(Installation installation, Cores cores, LoadClient client) {
        this.installation = installation;
        this.cores = cores;
        this.client = client;
    }

    /**
     * Of a server that is warm. Opening the connections allocates too: the difference of two windows does not hold
     * that.
     */
    Count count(StartedServer server, Implementation implementation, Scenario scenario, int block)
            throws IOException, InterruptedException {
        long start = server.allocatedBytes();
        WindowSample few = client.countCalls(server, scenario.load(), SETTLE, SHORT);
        long middle = server.allocatedBytes();
        WindowSample many = client.countCalls(server, scenario.load(), SETTLE, LONG);
        long allocated = server.allocatedBytes() - middle - (middle - start);
        long requests = many.requests() - few.requests();
        return new Count(
                scenario.name(),
                implementation.name(),
                block,
                Count.Calls.of(many),
                requests <= 0 ? null : (double) Math.max(0, allocated) / requests,
                many.serverResident(),
                residentBytesPerConnection(implementation, scenario));
    }

    /** System calls only, of a server that is warm. */
    Count countCalls(StartedServer server, Implementation implementation, Scenario scenario, int block)
            throws IOException, InterruptedException {
        WindowSample sample = client.countCalls(server, scenario.load(), SETTLE_CALLS, SHORT);
        return new Count(
                scenario.name(),
                implementation.name(),
                block,
                Count.Calls.of(sample),
                null,
                sample.serverResident(),
                null);
    }

    /** Of a server that has had one connection until now: what others left behind would be used again. */
    private Double residentBytesPerConnection(Implementation implementation, Scenario scenario)
            throws IOException, InterruptedException {
        Load load = scenario.load();
        if (load.opened() < SEEN_IN_MEMORY) {
            return null;
        }
        Implementation interpreted = implementation.interpreted();
        StartedServer fresh = ServerProcess.start(
                ServerProcess.command(installation, cores, interpreted, scenario), interpreted.program());
        try {
            client.run(fresh, load.withConnections(1, 0), Duration.ZERO, WARMUP);
            WindowSample sample = client.run(fresh, load, Duration.ZERO, SHORT);
            return (double) Math.max(0, sample.serverResident() - sample.serverResidentBefore()) / load.opened();
        } finally {
            fresh.stop();
        }
    }
}
