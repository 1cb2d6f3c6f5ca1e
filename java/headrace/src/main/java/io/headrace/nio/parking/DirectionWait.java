// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.parking;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.locks.LockSupport;

/**
 * Who is parked for one direction of a descriptor, and what was reported since the last wait. One thread at a time
 * waits; any thread reports and ends.
 */
final class DirectionWait {
    private static final AtomicReferenceFieldUpdater<DirectionWait, Object> STATE =
            AtomicReferenceFieldUpdater.newUpdater(DirectionWait.class, Object.class, "state");
    private static final Object REPORTED = new Object();
    private static final Object ENDED = new Object();

    /** {@link #REPORTED}, {@link #ENDED}, the thread that waits, or null. */
    private volatile Object state;

    /** From here on a report unparks this thread. False where there was one before, or the direction has ended. */
    boolean begin(Thread thread) {
        return STATE.compareAndSet(this, null, thread) || !takeReport() && STATE.compareAndSet(this, null, thread);
    }

    /**
     * Parks until there is a report, the end, an interrupt, or the time has passed. Between {@link #begin} and
     * {@link #finish}.
     *
     * @param nanos a negative number is without limit
     */
    void park(Thread thread, long nanos) {
        long end = nanos < 0 ? 0 : System.nanoTime() + nanos;
        while (state == thread && !thread.isInterrupted()) {
            long left = nanos < 0 ? Long.MAX_VALUE : end - System.nanoTime();
            if (left <= 0) {
                return;
            }
            if (nanos < 0) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, left);
            }
        }
    }

    /** The wait is over. The operation is tried now, so a report that came meanwhile has done its work. */
    void finish() {
        Object last;
        do {
            last = state;
        } while (last != ENDED && !STATE.compareAndSet(this, last, null));
    }

    /** Whether there was a report since the last wait. It is taken: the operation has to be tried. */
    boolean takeReport() {
        return state == REPORTED && STATE.compareAndSet(this, REPORTED, null);
    }

    void report() {
        Object last;
        do {
            last = state;
            if (last == REPORTED || last == ENDED) {
                return;
            }
        } while (!STATE.compareAndSet(this, last, REPORTED));
        unpark(last);
    }

    /** Nobody waits for this direction any more. */
    void end() {
        unpark(STATE.getAndSet(this, ENDED));
    }

    boolean isWaiting() {
        return state instanceof Thread;
    }

    private static void unpark(Object last) {
        if (last instanceof Thread thread) {
            LockSupport.unpark(thread);
        }
    }
}
