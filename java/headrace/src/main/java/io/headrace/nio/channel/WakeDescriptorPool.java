// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.nio.channel.BlockedThreads.Waiter;
import io.headrace.os.OsError;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.util.ArrayDeque;

/**
 * Wake descriptors that no thread waits with; a bounded number, kept for the life of the process. Any thread may
 * call.
 */
final class WakeDescriptorPool {
    private static final int MOST_IDLE = 64;

    /** Guarded by itself. */
    private static final ArrayDeque<Waiter> IDLE = new ArrayDeque<>(MOST_IDLE);

    private WakeDescriptorPool() {}

    /** Without a wake descriptor where the process is out of descriptors: a blocking read must not fail for that. */
    static Waiter take(Sockets sockets) {
        synchronized (IDLE) {
            Waiter waiter = IDLE.pollLast();
            if (waiter != null) {
                return waiter;
            }
        }
        return new Waiter(sockets.openWake());
    }

    static void giveBack(Sockets sockets, Waiter waiter) throws IOException {
        if (!waiter.hasWake()) {
            return;
        }
        synchronized (IDLE) {
            if (IDLE.size() < MOST_IDLE) {
                IDLE.addLast(waiter);
                return;
            }
        }
        OsError.check(sockets, sockets.close(waiter.wake), "close a wake descriptor");
    }
}
