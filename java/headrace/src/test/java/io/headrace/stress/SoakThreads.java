// SPDX-License-Identifier: Apache-2.0
package io.headrace.stress;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that live for one task: those of the system, and virtual ones where the JDK has them. */
final class SoakThreads {
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    private SoakThreads() {}

    static List<ExecutorService> executors() {
        ExecutorService platform = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 0, TimeUnit.NANOSECONDS, new SynchronousQueue<>(), Stress::daemon);
        return Runtime.version().feature() < FIRST_WITH_VIRTUAL_THREADS
                ? List.of(platform)
                : List.of(platform, virtual());
    }

    /** By reflection: the tests are compiled for 17. */
    private static ExecutorService virtual() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
