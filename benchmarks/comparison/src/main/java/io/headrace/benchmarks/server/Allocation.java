// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /** Bytes that the living threads, the calling one excepted, have allocated on the heap since they began. */
    static long ofOtherThreads() {
        long self = Thread.currentThread().getId();
        long[] others = Arrays.stream(THREADS.getAllThreadIds())
                .filter(id -> id != self)
                .toArray();
        // -1 where a thread has just ended
        return Arrays.stream(THREADS.getThreadAllocatedBytes(others))
                .filter(bytes -> bytes > 0)
                .sum();
    }
}
