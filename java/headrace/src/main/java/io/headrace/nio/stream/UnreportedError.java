// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * Why a connection ended, where a write found out that had sent some bytes and so answered their number. The system
 * tells such an error once, so the next operation in either direction has to find it here. Any thread may call.
 */
final class UnreportedError {
    private static final AtomicLongFieldUpdater<UnreportedError> ERROR =
            AtomicLongFieldUpdater.newUpdater(UnreportedError.class, "error");

    /** 0 where there is none. */
    private volatile long error;

    /** A write that has sent some bytes asks the system to take more. */
    private volatile boolean asking;

    /** Around a system call whose error may have to be kept. */
    void asking(boolean is) {
        asking = is;
    }

    void keep(long found) {
        error = found;
    }

    /** 0 where there is none. It stays. */
    long kept() {
        return error;
    }

    /** 0 where there is none. Nobody is told of it again. */
    long take() {
        return error == 0 ? 0 : ERROR.getAndSet(this, 0L);
    }

    /**
     * As {@link #take}, for a receive that found the end: a send may have been told why meanwhile, and not have kept
     * it yet.
     */
    long takeAtEnd() {
        while (asking) {
            Thread.yield();
        }
        return take();
    }
}
