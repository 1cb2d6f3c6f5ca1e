// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.parking;

import io.headrace.os.ChangeList;
import io.headrace.os.EventBuffer;
import io.headrace.os.OsError;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import io.headrace.os.Transport;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * A platform thread that watches pollers which run on virtual threads, while those are parked. {@link #watch} may be
 * called by any thread.
 */
final class IdlePollers implements Runnable {
    private static final int MASK = Poller.READ | Poller.ONESHOT;
    private static final long GENERATION = 1L << Integer.SIZE;

    private final Sockets sockets;
    private final Poller poller;
    private final ChangeList noChanges;
    private final EventBuffer events;
    private final Thread[] threads;

    /** @param threads the pollers' threads, by their index */
    IdlePollers(Transport transport, Thread[] threads) throws IOException {
        this.threads = threads;
        this.sockets = transport.sockets();
        this.poller = transport.openPoller();
        this.noChanges = new ChangeList(sockets.memory());
        this.events = new EventBuffer(sockets.memory(), threads.length);
    }

    void add(int index, long descriptor) throws IOException {
        OsError.check(
                sockets, poller.change(descriptor, GENERATION | index, 0, MASK, Poller.READ, 0), "watch a poller");
    }

    /** Unparks the thread once when its poller has something to report, now or later. */
    void watch(int index, long descriptor) {
        long result = poller.change(descriptor, GENERATION | index, MASK, MASK, Poller.READ, 0);
        if (result < 0) {
            throw new IllegalStateException("a poller cannot be watched: " + OsError.text(sockets, result));
        }
    }

    @Override
    public void run() {
        for (; ; ) {
            long count = poller.await(noChanges.bytes(), 0, 0, events.bytes(), events.capacity(), -1);
            if (count < 0) {
                throw new IllegalStateException("the poller of idle pollers fails: " + OsError.text(sockets, count));
            }
            for (int i = 0; i < count; i++) {
                LockSupport.unpark(threads[(int) events.token(i)]);
            }
        }
    }

    void close() {
        poller.close();
        noChanges.close();
        events.close();
    }
}
