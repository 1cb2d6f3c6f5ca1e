// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.parking;

import io.headrace.os.Poller;

/**
 * The waits of virtual threads for one descriptor. At most one thread waits for each direction; any thread ends the
 * waits.
 */
public final class DescriptorWaits {
    final long descriptor;

    /** What is asked for in addition to reading: {@link Poller#URGENT} or 0. */
    final int besidesRead;

    private final boolean shortMeansDrained;
    private final ParkingPoller poller;
    private final DirectionWait reading = new DirectionWait();
    private final DirectionWait writing = new DirectionWait();

    /** 0 while nothing is registered. Changes are guarded by the poller's lock. */
    long token;

    /** The directions that the poller reports. Changes are guarded by the poller's lock. */
    volatile int armed;

    /** What was registered last, where a report disarms it. Guarded by the poller's lock. */
    int registered;

    /** The last registration failed. Guarded by the poller's lock. */
    boolean refused;

    /** Nothing is registered any more. Guarded by the poller's lock. */
    boolean closed;

    /** The peer has sent its last byte, or urgent data: a short read does not show that the descriptor is empty. */
    private volatile boolean shortReadLeavesDoubt;

    /** The last read has emptied the descriptor. Only by the thread that reads. */
    private boolean drained;

    DescriptorWaits(ParkingPoller poller, long descriptor, int besidesRead, boolean shortMeansDrained) {
        this.poller = poller;
        this.descriptor = descriptor;
        this.besidesRead = besidesRead;
        this.shortMeansDrained = shortMeansDrained;
    }

    /**
     * Parks the virtual thread that calls until the direction is reported or has ended, it is interrupted, or the time
     * has passed; maybe for less.
     *
     * @param nanos a negative number is without limit
     * @return false where the poller cannot watch the descriptor: nothing was waited for
     */
    public boolean await(int direction, long nanos) {
        Thread current = Thread.currentThread();
        DirectionWait wait = of(direction);
        if (!wait.begin(current)) {
            return true;
        }
        try {
            if (!poller.arm(this, direction)) {
                return false;
            }
            wait.park(current, nanos);
        } finally {
            wait.finish();
            poller.waited(this, direction);
        }
        return true;
    }

    /** Parks without a descriptor to watch: until the direction has ended, an interrupt, or the time has passed. */
    public void pause(int direction, long nanos) {
        Thread current = Thread.currentThread();
        DirectionWait wait = of(direction);
        if (wait.begin(current)) {
            try {
                wait.park(current, nanos);
            } finally {
                wait.finish();
            }
        }
    }

    /** Nobody waits for these directions any more. */
    public void end(int directions) {
        if ((directions & Poller.READ) != 0) {
            reading.end();
        }
        if ((directions & Poller.WRITE) != 0) {
            writing.end();
        }
    }

    /**
     * The thread that reads has read. {@link #isDrained} believes it, where the poller has watched the descriptor
     * before.
     *
     * @param less the system gave less than there was room for, and not for the sake of memory
     */
    public void received(boolean less) {
        drained = less && shortMeansDrained && (armed & Poller.READ) != 0 && !shortReadLeavesDoubt;
    }

    /** Whether a read would find nothing, as far as the thread that reads can know. */
    public boolean isDrained() {
        return drained && !shortReadLeavesDoubt && !reading.takeReport();
    }

    /** The channel becomes non-blocking: the poller forgets the descriptor. In a use of the descriptor. */
    public void leave() {
        poller.leave(this);
        drained = false;
        report();
    }

    /**
     * Before the descriptor is closed: no poller names it afterwards.
     *
     * @param shared other descriptors have the file
     */
    public void close(boolean shared) {
        poller.close(this, shared);
    }

    /** Takes in what the kernel has reported. */
    void report(int event) {
        boolean both = (event & (Poller.HANGUP | Poller.ERROR_PENDING)) != 0;
        if (both || (event & (Poller.HALF_CLOSED | Poller.URGENT)) != 0) {
            shortReadLeavesDoubt = true;
        }
        if (both || (event & (Poller.READ | Poller.HALF_CLOSED | Poller.URGENT)) != 0) {
            reading.report();
        }
        if (both || (event & Poller.WRITE) != 0) {
            writing.report();
        }
    }

    /** What was registered is lost: whoever waits tries again. */
    void report() {
        reading.report();
        writing.report();
    }

    /** The directions that somebody waits for. */
    int wanted() {
        return (reading.isWaiting() ? Poller.READ : 0) | (writing.isWaiting() ? Poller.WRITE : 0);
    }

    private DirectionWait of(int direction) {
        return direction == Poller.READ ? reading : writing;
    }
}
