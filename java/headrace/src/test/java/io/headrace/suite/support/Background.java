// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.support;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A call in a thread of its own, whose name the kernel knows too; in a virtual thread with {@code
 * -Dheadrace.test.threads=virtual}.
 */
public final class Background<T> {
    private static final AtomicInteger STARTED = new AtomicInteger();

    public final Thread thread;
    private final FutureTask<T> task;

    private Background(Callable<T> call) {
        task = new FutureTask<>(call);
        thread = TestThreads.unstarted("background-" + STARTED.incrementAndGet() % 1000, task);
    }

    public static <T> Background<T> start(Callable<T> call) {
        Background<T> background = new Background<>(call);
        background.thread.start();
        return background;
    }

    /** Started, and now parked or in a native call below a method of this name. */
    public static <T> Background<T> startBlockedIn(String method, Callable<T> call) {
        Background<T> background = start(call);
        Waiting.untilBlockedIn(background.thread, method);
        return background;
    }

    public T result() throws InterruptedException, TimeoutException, ExecutionException {
        return task.get(Bounded.SECONDS / 2, TimeUnit.SECONDS);
    }

    /** What the call threw. */
    public Throwable failure() throws InterruptedException, TimeoutException {
        try {
            T result = result();
            throw new AssertionError("ended with " + result);
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }
}
