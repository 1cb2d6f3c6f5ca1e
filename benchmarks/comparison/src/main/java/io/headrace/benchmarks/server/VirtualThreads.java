// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** What newer JDKs than that of the compiler have. */
final class VirtualThreads {
    private static final int SINCE = 21;

    private VirtualThreads() {}

    /** Starts a virtual thread for each task. Refuses a role on a JDK that has none. */
    static Executor perTask(String role) throws UsageException {
        if (Runtime.version().feature() < SINCE) {
            throw new UsageException("%s: needs JDK %d or later, this is %s".formatted(role, SINCE, Runtime.version()));
        }
        try {
            return (Executor)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
