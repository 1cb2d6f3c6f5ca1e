// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.lang.annotation.Native;
import java.nio.ByteBuffer;

/**
 * The readiness seam ({@code native/include/hr_poller.h}), method for method. {@link #await} and {@link #close} belong to
 * one thread at a time; {@link #wakeup} and {@link #forget} may be called by any thread beside them, never beside or
 * after {@link #close}.
 *
 * <p>Methods that answer a number answer at least 0, or an error that {@link OsError} reads.
 */
public interface Poller {

    /** Directions of a socket: in a registration, in an event and in {@link Sockets#await}. */
    @Native
    int READ = 1;

    @Native
    int WRITE = 1 << 1;

    /** What a registration asks for, beside directions. */
    @Native
    int URGENT = 1 << 2;

    @Native
    int EDGE = 1 << 4;

    @Native
    int ONESHOT = 1 << 5;

    /** What an event reports, beside directions and {@link #URGENT}. */
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

    /** Flag of a change: no system call may name the number any more. */
    @Native
    int CHANGE_CLOSED = 1;

    /** What a backend can do. */
    @Native
    int CAP_LEVEL = 1;

    @Native
    int CAP_EDGE = 1 << 1;

    @Native
    int CAP_ONESHOT = 1 << 2;

    @Native
    int CAP_GONE = 1 << 3;

    /** In the result of {@link #await}: a wakeup was consumed. */
    @Native
    int WOKEN = 1 << 30;

    int caps();

    /**
     * Applies changes, then waits for events.
     *
     * @param changes direct, laid out as {@link ChangeList} writes it
     * @param first index of the first change to apply
     * @param count number of changes to apply, at most {@code capacity}
     * @param events direct, laid out as {@link EventBuffer} reads it
     * @param capacity how many events fit
     * @param timeoutNanos 0: do not wait; negative: without limit
     * @return the number of events, with {@link #WOKEN}
     */
    long await(ByteBuffer changes, int first, int count, ByteBuffer events, int capacity, long timeoutNanos);

    long wakeup();

    /** Called before the descriptor is closed; afterwards no system call of this poller names it for that token. */
    long forget(long socket, long token);

    void close();
}
