// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.os.OsError;
import io.headrace.os.Poller;
import io.headrace.os.SegmentHold;
import io.headrace.os.Sockets;
import java.io.IOException;

/**
 * Threads in blocking operations of one channel, and how close and shutdown get them out. A thread waits for one
 * direction, in a use of the handle and with that direction's lock, so there are at most two. Any thread may call.
 */
public final class BlockedThreads {
    public static final long FOREVER = -1;
    static final int BOTH = Poller.READ | Poller.WRITE;

    private static final long NOBODY = 0;

    private final Sockets sockets;

    /** The wake of the thread that waits to read; guarded by this. */
    private long reader;

    /** Likewise to write. */
    private long writer;

    /** Directions that are over; guarded by this. */
    private int ended;

    BlockedThreads(Sockets sockets) {
        this.sockets = sockets;
    }

    /**
     * Returns when the direction is ready, in error or has ended, or when the time has passed; maybe earlier. Inside a
     * use of the handle.
     *
     * @param hold what stays open meanwhile; null for nothing
     */
    public void await(long socket, int direction, long timeoutNanos, SegmentHold hold) throws IOException {
        long wake = OsError.check(sockets, sockets.openWake(), "prepare to block");
        try {
            if (enter(direction, wake)) {
                try {
                    OsError.check(sockets, poll(socket, direction, wake, timeoutNanos, hold), "poll");
                } finally {
                    set(direction, NOBODY);
                }
            }
        } finally {
            sockets.closeWake(wake);
        }
    }

    private long poll(long socket, int direction, long wake, long timeoutNanos, SegmentHold hold) {
        return hold == null
                ? sockets.await(socket, direction, wake, timeoutNanos)
                : hold.await(socket, direction, wake, timeoutNanos);
    }

    /** Nobody waits for these directions any more. */
    public synchronized void end(int directions) throws IOException {
        ended |= directions;
        if ((directions & Poller.READ) != 0) {
            signal(reader);
        }
        if ((directions & Poller.WRITE) != 0) {
            signal(writer);
        }
    }

    private void signal(long wake) throws IOException {
        if (wake != NOBODY) {
            OsError.check(sockets, sockets.signalWake(wake), "signal a blocked thread");
        }
    }

    private synchronized boolean enter(int direction, long wake) {
        boolean goesOn = (ended & direction) == 0;
        if (goesOn) {
            set(direction, wake);
        }
        return goesOn;
    }

    private synchronized void set(int direction, long wake) {
        if (direction == Poller.READ) {
            reader = wake;
        } else {
            writer = wake;
        }
    }
}
