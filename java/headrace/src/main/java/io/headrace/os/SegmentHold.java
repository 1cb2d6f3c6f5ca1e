// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.nio.ByteBuffer;

/**
 * Views of memory segments whose arenas stay open during a call: closing such an arena throws. One thread's, for one
 * operation. Between two calls nothing is held.
 */
public interface SegmentHold {
    /** Whether this JDK can keep an arena open for us: from JDK 22 on. */
    boolean IS_POSSIBLE = Runtime.version().feature() >= 22;

    /** False if there are too many arenas. */
    boolean add(ByteBuffer view);

    /**
     * As {@link Sockets#receiveVector} and the like.
     *
     * @param call {@link Sockets#RECEIVE_VECTOR} and the like, or {@link Sockets#NOTHING}
     * @throws IllegalStateException an arena is closed
     */
    long transfer(int call, long socket, ByteBuffer vector, int count);

    /** As {@link Sockets#await}. */
    long await(long socket, int directions, long wake, long timeoutNanos);
}
