// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import io.headrace.os.Poller;
import java.nio.channels.spi.AbstractSelectionKey;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * What is known of each direction of a key: one atomic word. A class above the key's and not two objects of its own,
 * so that the words lie in the key's memory: a select goes through more keys than caches hold.
 *
 * <pre>
 *   63            32 31        4   3    2     0
 *  +----------------+-----------+------+-------+
 *  | stamp          | epoch     | void | state |
 *  +----------------+-----------+------+-------+
 * </pre>
 *
 * <p>epoch counts the kernel's reports. An operation takes it before its system call, and what the call found counts
 * only if no report came in between. stamp is the number of the wait in which an operation last ended: a report that
 * this wait harvested may be older than the operation, so it holds for one select and leaves doubt. void: what the
 * kernel reports in the wait of the stamp is of a connection that is gone.
 *
 * <p>The selecting thread reports, arms and publishes; the threads of operations do the rest; none waits for another.
 */
abstract class DirectionStates extends AbstractSelectionKey {
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

    /** Stands for an epoch that an operation does not know. No word holds it. */
    static final long NO_EPOCH = -1;

    private static final AtomicLongFieldUpdater<DirectionStates> READ =
            AtomicLongFieldUpdater.newUpdater(DirectionStates.class, "read");
    private static final AtomicLongFieldUpdater<DirectionStates> WRITE =
            AtomicLongFieldUpdater.newUpdater(DirectionStates.class, "write");

    private volatile long read;
    private volatile long write;

    /**
     * Starts at a random epoch: an operation that began under another key of the channel must not find its epoch
     * here.
     */
    DirectionStates() {
        this(ThreadLocalRandom.current().nextInt() & EPOCH_MASK | DOUBTFUL);
    }

    DirectionStates(long word) {
        read = word;
        write = word;
    }

    final long word(int direction) {
        return direction == Poller.READ ? read : write;
    }

    private boolean replaceWord(int direction, long w, long next) {
        return direction == Poller.READ ? READ.compareAndSet(this, w, next) : WRITE.compareAndSet(this, w, next);
    }

    /** To be given back to {@link #drained}; never negative. */
    final long epoch(int direction) {
        return word(direction) & EPOCH_MASK;
    }

    final boolean isReady(int direction) {
        long state = word(direction) & STATE_MASK;
        return state == FRESH || state == STICKY;
    }

    final boolean isDoubtful(int direction) {
        return (word(direction) & STATE_MASK) == DOUBTFUL;
    }

    final boolean isDrained(int direction) {
        return (word(direction) & STATE_MASK) == DRAINED;
    }

    final boolean isSpent(int direction) {
        return (word(direction) & STATE_MASK) == SPENT;
    }

    /**
     * An operation found the direction not ready; an edge will come.
     *
     * @return whether it is in doubt all the same: a report came meanwhile
     */
    final boolean drained(int direction, long epochBefore, int wait) {
        long w;
        long next;
        do {
            w = word(direction);
            long state = (w & EPOCH_MASK) == epochBefore ? DRAINED : DOUBTFUL;
            next = operationEnded(w, (w & STATE_MASK) == STICKY ? STICKY : state, wait);
        } while (next != w && !replaceWord(direction, w, next));
        return (next & STATE_MASK) == DOUBTFUL;
    }

    /** After an operation the direction may or may not be ready. */
    final void doubtful(int direction, int wait) {
        drained(direction, NO_EPOCH, wait);
    }

    /** The direction answers at once from now on. */
    final void sticky(int direction, int wait) {
        long w;
        long next;
        do {
            w = word(direction);
            next = operationEnded(w, STICKY, wait);
        } while (next != w && !replaceWord(direction, w, next));
    }

    /** All that was known is void, what the wait in progress may have harvested too. */
    final void invalidate(int direction, int wait) {
        long w;
        do {
            w = word(direction);
        } while (!replaceWord(direction, w, w & EPOCH_MASK | DOUBTFUL | VOID | (long) wait << STAMP_SHIFT));
    }

    /** A direction whose one report was published may be armed again ({@link TriggerPolicy.Validity#PUBLICATION}). */
    final boolean wouldBlockAfterPublication(int direction) {
        long w;
        do {
            w = word(direction);
            if ((w & STATE_MASK) != SPENT) {
                return false;
            }
        } while (!replaceWord(direction, w, w & ~STATE_MASK | DRAINED));
        return true;
    }

    /**
     * The kernel reported the direction in this wait.
     *
     * @return whether the report counts for the select that harvested it
     */
    final boolean report(int direction, boolean sticky, boolean followed, int wait) {
        long w;
        long next;
        boolean valid;
        do {
            w = word(direction);
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
        } while (!replaceWord(direction, w, next));
        return valid;
    }

    /** The kernel has been told to report these directions if they are ready, or when they become so. */
    final void arm(int directions) {
        if ((directions & Poller.READ) != 0) {
            replace(Poller.READ, DOUBTFUL, DRAINED);
        }
        if ((directions & Poller.WRITE) != 0) {
            replace(Poller.WRITE, DOUBTFUL, DRAINED);
        }
    }

    /** What was in doubt is ready. */
    final void confirm(int direction) {
        replace(direction, DOUBTFUL, FRESH);
    }

    /** The kernel no longer reports these directions. */
    final void unarm(int directions) {
        if ((directions & Poller.READ) != 0) {
            unarmOne(Poller.READ);
        }
        if ((directions & Poller.WRITE) != 0) {
            unarmOne(Poller.WRITE);
        }
    }

    private void unarmOne(int direction) {
        replace(direction, DRAINED, DOUBTFUL);
        replace(direction, FRESH, DOUBTFUL);
    }

    /** Nothing is known: the trigger mode has changed. */
    final void reset(int direction) {
        long w;
        do {
            w = word(direction);
        } while (!replaceWord(direction, w, w & ~STATE_MASK | DOUBTFUL));
    }

    /**
     * The one report was published; with edges the next one follows by itself, else an operation has to find the end.
     */
    final void published(int direction, boolean edges) {
        replace(direction, FRESH, edges ? DRAINED : SPENT);
        replace(direction, STICKY, edges ? DRAINED : SPENT);
    }

    private void replace(int direction, long state, long by) {
        long w;
        do {
            w = word(direction);
            if ((w & STATE_MASK) != state) {
                return;
            }
        } while (!replaceWord(direction, w, w & ~STATE_MASK | by));
    }

    private static long operationEnded(long w, long state, int wait) {
        long kept = (int) (w >>> STAMP_SHIFT) == wait ? EPOCH_MASK | VOID : EPOCH_MASK;
        return w & kept | state | (long) wait << STAMP_SHIFT;
    }
}
