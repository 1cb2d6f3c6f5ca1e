// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Looks at one loop from a thread of its own, and reports each call in it that takes longer than the limit. */
final class Watchdog implements Runnable {
    private static final int LOOKS_A_LIMIT = 4;
    private static final boolean HAS_RECORDER =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private final EventLoop loop;
    private final AtomicLong calls;
    private final long limit;
    private final BlockedListener listener;

    /** The call that was seen last, and when it was seen first. */
    private long seen;

    private long since;
    private boolean isReported;

    /**
     * @param calls odd while a call runs, and another number for each call
     * @param limit nanoseconds
     */
    Watchdog(EventLoop loop, AtomicLong calls, long limit, BlockedListener listener) {
        this.loop = loop;
        this.calls = calls;
        this.limit = limit;
        this.listener = listener;
    }

    @Override
    public void run() {
        while (!loop.isStopped()) {
            LockSupport.parkNanos(Math.max(1, limit / LOOKS_A_LIMIT));
            look(System.nanoTime());
        }
    }

    void look(long now) {
        long call = calls.get();
        if (call != seen) {
            seen = call;
            since = now;
            isReported = false;
        } else if (call % 2 != 0 && !isReported && now - since >= limit) {
            isReported = true;
            report(call, now - since);
        }
    }

    private void report(long call, long time) {
        StackTraceElement[] stack = loop.thread().getStackTrace();
        if (calls.get() != call) {
            stack = new StackTraceElement[0];
        }
        if (HAS_RECORDER) {
            LoopBlocked.write(loop.toString(), time, stack);
        }
        try {
            listener.blocked(loop, Duration.ofNanos(time), stack);
        } catch (RuntimeException | Error e) {
            loop.report(null, e);
        }
    }
}
