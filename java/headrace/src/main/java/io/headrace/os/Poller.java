// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.lang.annotation.Native;
import java.nio.ByteBuffer;

/**
 * The readiness seam: each method is a function of {@code native/include/hr_poller.h}, which has the full contract.
 *
 * <p>One thread at a time may call {@link #await} or {@link #close}. Any thread may call {@link #change},
 * {@link #wakeup}, {@link #forget} and {@link #descriptor}, also during {@link #await}, but not during or after
 * {@link #close}.
 *
 * <p>A method that returns a long returns at least 0, or an error for {@link OsError}.
 */
public interface Poller {

    /** Directions of a socket: in a registration, in an event and in {@link Sockets#await}. */
    @Native
    int READ = 1;

    @Native
    int WRITE = 1 << 1;

    /** What a registration asks for in addition to directions. */
    @Native
    int URGENT = 1 << 2;

    @Native
    int EDGE = 1 << 4;

    @Native
    int ONESHOT = 1 << 5;

    /** Of the pollers that wait for a socket, wake one or few. Not with {@link #EDGE} and {@link #ONESHOT}. */
    @Native
    int EXCLUSIVE = 1 << 6;

    /** What an event reports in addition to directions and {@link #URGENT}. */
    @Native
    int HALF_CLOSED = 1 << 3;

    @Native
    int HANGUP = 1 << 4;

    @Native
    int ERROR_PENDING = 1 << 5;

    @Native
    int CHANGE_FAILED = 1 << 6;

    @Native
    int GONE = 1 << 7;

    /** Flag of a change: the socket is closed, and no system call may name its number any more. */
    @Native
    int CHANGE_CLOSED = 1;

    /** What a backend can do: bits of {@link #caps}. */
    @Native
    int CAP_LEVEL = 1;

    @Native
    int CAP_EDGE = 1 << 1;

    @Native
    int CAP_ONESHOT = 1 << 2;

    @Native
    int CAP_GONE = 1 << 3;

    /** {@link #change} works. */
    @Native
    int CAP_CHANGE_AT_ONCE = 1 << 4;

    @Native
    int CAP_EXCLUSIVE = 1 << 5;

    @Native
    int CAP_URGENT = 1 << 6;

    @Native
    int CAP_QUIET_WRITE = 1 << 7;

    /** A report may be older than the wait that tells it. */
    @Native
    int CAP_LATE = 1 << 8;

    /** Bit in the result of {@link #await}: a wakeup was consumed. */
    @Native
    int WOKEN = 1 << 30;

    /** What this backend can do: {@link #CAP_LEVEL} and the like. */
    int caps();

    /**
     * Applies changes, then waits for events.
     *
     * @param changes direct, in the layout of {@link ChangeList}
     * @param first index of the first change to apply
     * @param count number of changes to apply, at most {@code capacity}
     * @param events direct, in the layout of {@link EventBuffer}
     * @param capacity how many events fit
     * @param timeoutNanos nanoseconds; 0 does not wait, a negative number waits without limit
     * @return the number of events, with the bit {@link #WOKEN} if a wakeup was consumed
     */
    long await(ByteBuffer changes, int first, int count, ByteBuffer events, int capacity, long timeoutNanos);

    /** Ends the {@link #await} in progress, or the next one. */
    long wakeup();

    /** Call this before you close a descriptor. Afterwards no system call of this poller names it for that token. */
    long forget(long socket, long token);

    /** Carries out one change now, for an {@link #await} in progress too. The parameters are those of an entry of
     * {@link ChangeList}. Unsupported without {@link #CAP_CHANGE_AT_ONCE}. */
    long change(long socket, long token, int was, int now, int doubt, int flags);

    /**
     * A descriptor for another poller to watch: it is ready to read while {@link #await} would find an event or a
     * wakeup. Unsupported where there is none.
     */
    long descriptor();

    /** Frees the poller. Registrations end with it. */
    void close();
}
