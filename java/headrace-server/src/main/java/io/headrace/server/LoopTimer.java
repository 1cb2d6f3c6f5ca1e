// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.util.concurrent.TimeUnit;

/**
 * Runs an action in the thread of an {@link EventLoop} once a time has passed. It can be started any number of times,
 * also by its own action; neither that nor a tick allocates memory in the loop's thread. What the action throws goes to
 * the {@link ErrorListener}.
 *
 * <p>Any thread may call. In another thread than the loop's, a call takes effect a little later, and the action may run
 * until then. Once the loop is stopped, no action runs, and calls have no effect.
 */
public final class LoopTimer {
    static final int NOWHERE = -1;

    final Runnable action;
    private final EventLoop loop;

    /** Of {@link TimerHeap}: by {@code System.nanoTime()}, and the place in the heap. */
    long deadline;

    int index = NOWHERE;

    LoopTimer(EventLoop loop, Runnable action) {
        this.loop = loop;
        this.action = action;
    }

    /**
     * Runs the action once, when the time has passed. A timer that is running starts anew.
     *
     * @param delay from 0
     * @param unit of the delay
     * @throws IllegalArgumentException the delay is negative
     */
    public void start(long delay, TimeUnit unit) {
        if (delay < 0) {
            throw new IllegalArgumentException("a delay of " + delay + ": want 0 or more");
        }
        // nanoTime can be compared over half its range
        long until = System.nanoTime() + Math.min(unit.toNanos(delay), Long.MAX_VALUE / 2);
        if (loop.inLoop()) {
            loop.timers.start(this, until);
        } else {
            loop.tryExecute(() -> loop.timers.start(this, until));
        }
    }

    /** Stops the timer. Has no effect if it does not run. */
    public void cancel() {
        if (loop.inLoop()) {
            loop.timers.cancel(this);
        } else {
            loop.tryExecute(() -> loop.timers.cancel(this));
        }
    }
}
