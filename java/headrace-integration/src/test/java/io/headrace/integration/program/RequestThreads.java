// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The threads that a server handles requests in. With {@link #VIRTUAL} each request has a virtual thread. */
public final class RequestThreads {
    /** A system property, true or false. */
    public static final String VIRTUAL = "headrace.integration.virtual";

    private RequestThreads() {}

    static boolean areVirtual() {
        return Boolean.getBoolean(VIRTUAL);
    }

    /** By reflection: the programs are compiled for 17. */
    static ExecutorService virtual() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
