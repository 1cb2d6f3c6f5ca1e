// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;

/** The ways to serve that have handlers. */
enum Ways {
    LOOP(Serving::inLoop, 1),
    TWO_LOOPS(Serving::inLoop, 2),
    POOL(() -> Serving.pool(2), 1),
    THREADS(Serving::threads, 1),
    VIRTUAL(Serving::virtualThreads, 1);

    private final Supplier<Serving> serving;
    private final int loops;

    Ways(Supplier<Serving> serving, int loops) {
        this.serving = serving;
        this.loops = loops;
    }

    Server.Builder on(Server.Builder builder) {
        Assumptions.assumeTrue(this != VIRTUAL || Runtime.version().feature() >= 21);
        return builder.serving(serving.get()).loops(loops);
    }

    /** Whether writes wait for the peer. */
    boolean blocks() {
        return this == THREADS || this == VIRTUAL;
    }
}
