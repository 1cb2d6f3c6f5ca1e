// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.os.OsError;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Threads in blocking operations of one channel, and how close and shutdown get them out: each waits in poll(2) for the
 * descriptor and for a wake descriptor of its own, so that no signal is needed. Any thread may call.
 */
public final class BlockedThreads {
    public static final long FOREVER = -1;
    static final int BOTH = Poller.READ | Poller.WRITE;

    /** How often a wait looks at {@link #ended} when it could not have a wake descriptor. */
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Sockets sockets;

    /** Guarded by this. */
    private Waiter first;

    /** Directions that are over; guarded by this. */
    private int ended;

    BlockedThreads(Sockets sockets) {
        this.sockets = sockets;
    }

    /**
     * Returns when one of the directions is ready, in error or has ended, or when the time has passed; maybe earlier.
     * Inside a use of the handle.
     */
    public void await(long socket, int directions, long timeoutNanos) throws IOException {
        Waiter waiter = WakeDescriptorPool.take(sockets);
        try {
            if (enter(waiter, directions)) {
                try {
                    OsError.check(
                            sockets,
                            sockets.await(socket, directions, waiter.wake, limit(waiter, timeoutNanos)),
                            "poll");
                } finally {
                    leave(waiter);
                }
            }
        } finally {
            WakeDescriptorPool.giveBack(sockets, waiter);
        }
    }

    /** Nobody waits for these directions any more. */
    public synchronized void end(int directions) throws IOException {
        ended |= directions;
        for (Waiter waiter = first; waiter != null; waiter = waiter.next) {
            if ((waiter.directions & ~ended) == 0 && waiter.hasWake() && !waiter.signalled) {
                waiter.signalled = true;
                OsError.check(sockets, sockets.signalWake(waiter.wake), "signal a blocked thread");
            }
        }
    }

    private synchronized boolean enter(Waiter waiter, int directions) {
        if ((directions & ~ended) == 0) {
            return false;
        }
        waiter.directions = directions;
        waiter.next = first;
        first = waiter;
        return true;
    }

    private synchronized void leave(Waiter waiter) throws IOException {
        if (first == waiter) {
            first = waiter.next;
        } else {
            Waiter before = first;
            while (before.next != waiter) {
                before = before.next;
            }
            before.next = waiter.next;
        }
        waiter.next = null;
        if (waiter.signalled) {
            waiter.signalled = false;
            OsError.check(sockets, sockets.drainWake(waiter.wake), "read a wake descriptor");
        }
    }

    private static long limit(Waiter waiter, long timeoutNanos) {
        if (waiter.hasWake()) {
            return timeoutNanos;
        }
        return timeoutNanos < 0 ? SLICE_NANOS : Math.min(timeoutNanos, SLICE_NANOS);
    }

    /** A thread's place in the list, with the descriptor that wakes it. */
    static final class Waiter {
        /** Negative where the process has no descriptor to spare. */
        final long wake;

        private int directions;
        private boolean signalled;
        private Waiter next;

        Waiter(long wake) {
            this.wake = wake;
        }

        boolean hasWake() {
            return wake >= 0;
        }
    }
}
