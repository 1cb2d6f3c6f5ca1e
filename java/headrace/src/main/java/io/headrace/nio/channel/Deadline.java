// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import java.net.SocketTimeoutException;

/** The end of a timed blocking operation. */
public final class Deadline {
    private static final Deadline NEVER = new Deadline("", false, 0);

    private final String operation;

    private final boolean timed;
    private final long at;

    private Deadline(String operation, boolean timed, long at) {
        this.operation = operation;
        this.timed = timed;
        this.at = at;
    }

    /** In so many nanoseconds; never where that is not positive. */
    public static Deadline of(String operation, long nanos) {
        return nanos > 0 ? new Deadline(operation, true, System.nanoTime() + nanos) : NEVER;
    }

    /** What is left, for {@link BlockedThreads#await}. */
    public long left() {
        return timed ? Math.max(0, at - System.nanoTime()) : BlockedThreads.FOREVER;
    }

    /** Throws where the time has passed. */
    public void check() throws SocketTimeoutException {
        if (timed && at - System.nanoTime() <= 0) {
            throw new SocketTimeoutException(operation + " timed out");
        }
    }
}
