// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What is known of one direction of a key: one atomic word.
 *
 * <pre>
 *   63            32 31        4   3    2     0
 *  +----------------+-----------+------+-------+
 *  | stamp          | epoch     | void | state |
 *  +----------------+-----------+------+-------+
 * </pre>
 *
 * <p>epoch counts the kernel's reports. An operation takes it before its system call, and what the call found counts only if no
 * report came in between. stamp is the number of the wait in which an operation last ended: a report that this wait
 * harvested may be older than the operation, so it holds for one select and leaves doubt. void: what the kernel reports
 * in the wait of the stamp is of a connection that is gone.
 *
 * <p>The selecting thread reports, arms and publishes; the threads of operations do the rest; none waits for another.
 */
final class DirectionState {
    private static final int DRAINED = 0;
    private static final int DOUBTFUL = 1;
    private static final int FRESH = 2;
    private static final int STICKY = 3;
    private static final int SPENT = 4;

    private static final long STATE_MASK = 0x7;
    private static final long VOID = 1 << 3;
    private static final long EPOCH_ONE = 1 << 4;
    private static final long EPOCH_MASK = 0xffff_fff0L;
    private static final int STAMP_SHIFT = 32;

    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(DirectionState.class, "word", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile long word;

    /** Starts at a random epoch: an operation that began under another key of the channel must not find its epoch here. */
    DirectionState() {
        this(ThreadLocalRandom.current().nextInt() & EPOCH_MASK | DOUBTFUL);
    }

    DirectionState(long word) {
        this.word = word;
    }

    long word() {
        return word;
    }

    /** To be given back to {@link #drained}; never negative. */
    long epoch() {
        return word & EPOCH_MASK;
    }

    boolean isReady() {
        long state = word & STATE_MASK;
        return state == FRESH || state == STICKY;
    }

    boolean isDoubtful() {
        return (word & STATE_MASK) == DOUBTFUL;
    }

    boolean isSpent() {
        return (word & STATE_MASK) == SPENT;
    }

    /** An operation found the direction not ready; an edge will come. */
    void drained(long epochBefore, int wait) {
        long w;
        long next;
        do {
            w = word;
            long state = (w & EPOCH_MASK) == epochBefore ? DRAINED : DOUBTFUL;
            next = operationEnded(w, (w & STATE_MASK) == STICKY ? STICKY : state, wait);
        } while (next != w && !WORD.compareAndSet(this, w, next));
    }

    /** After an operation the direction may or may not be ready. */
    void doubtful(int wait) {
        long w;
        long next;
        do {
            w = word;
            next = operationEnded(w, (w & STATE_MASK) == STICKY ? STICKY : DOUBTFUL, wait);
        } while (next != w && !WORD.compareAndSet(this, w, next));
    }

    /** The direction answers at once from now on. */
    void sticky(int wait) {
        long w;
        long next;
        do {
            w = word;
            next = operationEnded(w, STICKY, wait);
        } while (next != w && !WORD.compareAndSet(this, w, next));
    }

    /** All that was known is void, what the wait in progress may have harvested too. */
    void forget(int wait) {
        long w;
        do {
            w = word;
        } while (!WORD.compareAndSet(this, w, stamped(w & EPOCH_MASK | DOUBTFUL | VOID, wait)));
    }

    /** A direction whose one report was published may be armed again ({@link Policy.Validity#PUBLICATION}). */
    boolean wouldBlockAfterPublication() {
        long w;
        do {
            w = word;
            if ((w & STATE_MASK) != SPENT) {
                return false;
            }
        } while (!WORD.compareAndSet(this, w, w & ~STATE_MASK | DRAINED));
        return true;
    }

    /**
     * The kernel reported the direction in this wait.
     *
     * @return whether the report counts for the select that harvested it
     */
    boolean report(boolean sticky, boolean followed, int wait) {
        long w;
        long next;
        boolean valid;
        do {
            w = word;
            boolean sameWait = (int) (w >>> STAMP_SHIFT) == wait;
            valid = !sameWait || (w & VOID) == 0;
            long state;
            if (!valid) {
                state = DOUBTFUL;
            } else if (sticky || (w & STATE_MASK) == STICKY) {
                state = STICKY;
            } else {
                state = sameWait && followed ? DOUBTFUL : FRESH;
            }
            next = (w & ~(EPOCH_MASK | STATE_MASK)) | (w + EPOCH_ONE & EPOCH_MASK) | state;
        } while (!WORD.compareAndSet(this, w, next));
        return valid;
    }

    /** The kernel has been told to report the direction if it is ready, or when it becomes so. */
    void armed() {
        replace(DOUBTFUL, DRAINED);
    }

    /** The kernel no longer reports the direction. */
    void unarmed() {
        replace(DRAINED, DOUBTFUL);
        replace(FRESH, DOUBTFUL);
    }

    /** Nothing is known: the trigger mode has changed. */
    void reset() {
        long w;
        do {
            w = word;
        } while (!WORD.compareAndSet(this, w, w & ~STATE_MASK | DOUBTFUL));
    }

    /** The one report was published; with edges the next one follows by itself, else an operation has to find the end. */
    void published(boolean edges) {
        replace(FRESH, edges ? DRAINED : SPENT);
        replace(STICKY, edges ? DRAINED : SPENT);
    }

    private void replace(long state, long by) {
        long w;
        do {
            w = word;
            if ((w & STATE_MASK) != state) {
                return;
            }
        } while (!WORD.compareAndSet(this, w, w & ~STATE_MASK | by));
    }

    private static long operationEnded(long w, long state, int wait) {
        long kept = (int) (w >>> STAMP_SHIFT) == wait ? w & VOID : 0;
        return stamped(w & EPOCH_MASK | kept | state, wait);
    }

    private static long stamped(long low, int wait) {
        return low | (long) wait << STAMP_SHIFT;
    }
}
