// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.nio.parking.DescriptorWaits;
import io.headrace.nio.parking.ParkingPollers;
import io.headrace.nio.parking.VirtualThreads;
import io.headrace.nio.selector.ChannelKind;
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

    /** In place of a descriptor. */
    private static final long NOTHING = -1;

    private final Sockets sockets;
    private final long descriptor;
    private final ChannelKind kind;

    /** The wake of the thread that waits to read; guarded by this. */
    private long reader;

    /** Likewise to write. */
    private long writer;

    /** Directions that are over; guarded by this. */
    private int ended;

    /** The descriptor is about to be closed; guarded by this. */
    private boolean closing;

    /** Of virtual threads; null until the first one waits. Made under the monitor of this. */
    private volatile DescriptorWaits parked;

    BlockedThreads(Sockets sockets, long descriptor, ChannelKind kind) {
        this.sockets = sockets;
        this.descriptor = descriptor;
        this.kind = kind;
    }

    /**
     * Returns when the direction is ready, in error or has ended, or when the time has passed; maybe earlier. Inside a
     * use of the handle.
     *
     * @param hold what stays open meanwhile, but for a virtual thread, which holds nothing; null for nothing
     */
    void await(int direction, long timeoutNanos, SegmentHold hold) throws IOException {
        DescriptorWaits waits = ofVirtualThread();
        if (waits == null || !waits.await(direction, timeoutNanos)) {
            awaitInSystem(direction, timeoutNanos, hold);
        }
    }

    /** As {@link #await}, and a virtual thread holds its carrier. */
    void awaitInSystem(int direction, long timeoutNanos, SegmentHold hold) throws IOException {
        awaitInSystem(descriptor, direction, timeoutNanos, hold);
    }

    /** As {@link #await}, but nothing is watched. */
    public void pause(int direction, long nanos) throws IOException {
        DescriptorWaits waits = ofVirtualThread();
        if (waits == null) {
            awaitInSystem(NOTHING, direction, nanos, null);
        } else {
            waits.pause(direction, nanos);
        }
    }

    /** Null for a platform thread, and for a virtual one that has to hold its carrier. */
    DescriptorWaits ofVirtualThread() {
        if (!VirtualThreads.isCurrent()) {
            return null;
        }
        DescriptorWaits known = parked;
        return known != null ? known : makeWaits();
    }

    private synchronized DescriptorWaits makeWaits() {
        if (parked == null && !closing) {
            parked = ParkingPollers.waits(descriptor, kind.reportable & Poller.URGENT, kind.shortMeansDrained);
            if (parked != null) {
                parked.end(ended);
            }
        }
        return parked;
    }

    /** No poller watches the descriptor any more: the channel becomes non-blocking. In a use of the handle. */
    void leavePoller() {
        DescriptorWaits known = parked;
        if (known != null) {
            known.leave();
        }
    }

    /**
     * No poller watches the descriptor any more: it is about to be closed.
     *
     * @param shared other descriptors have the file
     */
    synchronized void closing(boolean shared) {
        closing = true;
        if (parked != null) {
            parked.close(shared);
        }
    }

    private void awaitInSystem(long socket, int direction, long timeoutNanos, SegmentHold hold) throws IOException {
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
        if (parked != null) {
            parked.end(directions);
        }
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
