// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

/** Which read is the last of a round. */
enum Reads {
    /** The first: what it leaves is reported again. */
    ONE,
    /**
     * One that does not fill the buffer, as in most servers: epoll(7) says so of streams, question 9. Where only edges
     * are reported, the end of the stream may hide behind it.
     */
    SHORT,
    /** One that finds nothing. */
    WOULD_BLOCK;

    boolean goOnAfter(int received, int capacity) {
        return this == WOULD_BLOCK || this == SHORT && received == capacity;
    }
}
