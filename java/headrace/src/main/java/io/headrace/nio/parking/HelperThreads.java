// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.parking;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Platform threads that wait in the system in place of virtual threads, which park meanwhile. Any thread may call. */
public final class HelperThreads {
    /** As many threads as there are waits; one that is idle for a minute ends. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(HelperThreads::daemon);

    private HelperThreads() {}

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(null, task, "Headrace-select-helper", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null); // it lives longer than an application may
        return thread;
    }

    /**
     * Returns when the task has ended, interrupted or not: whoever interrupts makes the task end. The interrupt status
     * is kept.
     */
    public static void call(Callable<?> task) throws IOException {
        Future<?> done = THREADS.submit(task);
        boolean interrupted = false;
        try {
            while (!isOver(done)) {
                interrupted = true;
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** False where the wait for it was interrupted. */
    private static boolean isOver(Future<?> done) throws IOException {
        try {
            done.get();
            return true;
        } catch (InterruptedException e) {
            return false;
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        }
    }

    private static IOException rethrown(Throwable cause) {
        if (cause instanceof IOException io) {
            return io;
        }
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new IOException(cause);
    }
}
