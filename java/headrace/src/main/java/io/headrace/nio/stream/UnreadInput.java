// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import io.headrace.nio.channel.Endpoint;
import io.headrace.os.Borrowed;
import io.headrace.os.Poller;
import java.nio.ByteBuffer;

/**
 * Discards the input of a socket right before it is closed. A socket that is closed with input in it resets the peer,
 * which may lose the answer that it has not read yet. So the end is sent first, and the input is thrown away. Errors
 * are of no interest: the descriptor is closed next, also where there is no memory for this.
 */
final class UnreadInput implements Runnable {
    /** More than a socket takes in while nobody reads: a peer that goes on is reset. */
    private static final long MOST_DISCARDED = 1 << 20;

    private static final int DISCARDED_AT_ONCE = 16 * 1024;

    private final Endpoint endpoint;

    UnreadInput(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void run() {
        try (Borrowed memory = endpoint.sockets.memory().borrow(DISCARDED_AT_ONCE)) {
            ByteBuffer waste = memory.bytes();
            long thrown = 0;
            long n = endpoint.sockets.receive(endpoint.descriptor(), waste, 0, DISCARDED_AT_ONCE);
            if (n > 0) {
                endpoint.sockets.shutdown(endpoint.descriptor(), Poller.WRITE);
            }
            while (n > 0 && thrown < MOST_DISCARDED) {
                thrown += n;
                n = endpoint.sockets.receive(endpoint.descriptor(), waste, 0, DISCARDED_AT_ONCE);
            }
        } catch (OutOfMemoryError e) {
            // The peer is reset.
        }
    }
}
