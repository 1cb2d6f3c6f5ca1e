// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * A selector's waits, by number, and the user's wakeup of them. The selecting thread begins and ends waits; any
 * thread asks.
 *
 * <p>A thread that has left something to be seen, a wakeup or a key in the queue, wakes the poller where a wait is in
 * progress. The selecting thread looks for what is left after it has begun a wait, before it sleeps. So one of the
 * two sees the other, and while nothing waits a wakeup is no system call.
 */
final class WaitState {
    private static final AtomicIntegerFieldUpdater<WaitState> APPLIED =
            AtomicIntegerFieldUpdater.newUpdater(WaitState.class, "applied");

    private volatile int number;
    private volatile int applied;
    private volatile boolean wakeupCalled;

    /** Of the wait in progress, or of the last one. */
    int number() {
        return number;
    }

    /** Of the last wait whose changes have all been applied. */
    int applied() {
        return applied;
    }

    boolean inProgress() {
        return number != applied;
    }

    /**
     * Orders volatile memory both ways. A thread that sees the new number sees what this thread stored before. What
     * another thread stored before it saw the old number is seen by this thread from here on.
     */
    int begin() {
        int begun = number + 1;
        number = begun;
        return begun;
    }

    /** Takes a wakeup too; true where there was one. */
    boolean end() {
        APPLIED.lazySet(this, number);
        if (!wakeupCalled) {
            return false;
        }
        wakeupCalled = false;
        return true;
    }

    void callWakeup() {
        wakeupCalled = true;
    }

    boolean isWakeupCalled() {
        return wakeupCalled;
    }
}
