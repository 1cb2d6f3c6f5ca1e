// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio;

import java.net.SocketTimeoutException;

/** The end of a timed blocking operation. */
final class Deadline {
    private static final Deadline NEVER = new Deadline(false, 0);

    private final boolean timed;
    private final long at;

    private Deadline(boolean timed, long at) {
        this.timed = timed;
        this.at = at;
    }

    /** In so many nanoseconds; never where that is not positive. */
    static Deadline in(long nanos) {
        return nanos > 0 ? new Deadline(true, System.nanoTime() + nanos) : NEVER;
    }

    /** What is left, for {@link Waiters#await}. */
    long left(String operation) throws SocketTimeoutException {
        if (!timed) {
            return Waiters.FOREVER;
        }
        long left = at - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException(operation + " timed out");
        }
        return left;
    }
}
