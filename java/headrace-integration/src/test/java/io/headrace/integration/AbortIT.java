// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers whose clients go away, ten thousand times. */
class AbortIT {
    private static final int REQUESTS = 10_000;
    private static final int TO_WARM_UP = 2_000;

    /** A request that kept a direct buffer of the smallest kind would take more. */
    private static final long MAY_GROW = 4 << 20;

    static Stream<ServerRun> runs() {
        return ServerRun.of(cell -> cell.toString().equals("tracked-epoll"));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void noAbortedRequestLeavesADescriptorOrNativeMemory(ServerRun run) throws Exception {
        long seed = Long.getLong("headrace.integration.seed", System.nanoTime());
        System.out.println("headrace.integration.seed=" + seed);
        try (HttpServer server = run.start(List.of(), List.of(NativeMemory.OPTION))) {
            AbortedRequests requests = new AbortedRequests(server, seed);
            requests.run(TO_WARM_UP);
            long before = NativeMemory.ofDirectBuffers(server.attach());
            requests.run(REQUESTS);
            long after = NativeMemory.ofDirectBuffers(server.attach());
            server.requireRight();
            assertThat(after - before)
                    .as("bytes of direct buffers more than %d", before)
                    .isLessThan(MAY_GROW);
            server.finish();
        }
    }
}
