// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio;

import io.headrace.os.Poller;

/**
 * What the operations of one channel tell its keys. An operation calls {@link #before} right before its system call and one
 * other method right after it; directions are {@link Poller#READ} (receive, accept) and {@link Poller#WRITE} (send,
 * connect). Any thread; a channel without keys pays one read of a field.
 */
final class Readiness {

    /** Taken before the system call, given back to {@link #drained} and {@link #shortReceive}. */
    long before(int direction) {
        return 0;
    }

    /** The call would block, or sent less than it was given. */
    void drained(int direction, long before) {}

    /** The receive answered fewer bytes than this system call was given room for (and more than none). */
    void shortReceive(long before) {}

    /** The direction may or may not be ready: it filled the buffer, sent all, accepted, or failed in another way. */
    void doubtful(int direction) {}

    /** The end of the stream was read. */
    void endOfStream() {}

    /** The connected stream was reset or aborted, or a write said EPIPE: both directions answer at once from now on. */
    void broken() {}

    /** After bind, connect, finishConnect and listen: what was known of both directions is void. */
    void forgetAll() {}

    /** Before the descriptor is closed: afterwards no selector names the number any more. */
    void closing() {}
}
