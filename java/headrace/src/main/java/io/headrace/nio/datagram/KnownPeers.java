// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.datagram;

import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;

/**
 * Peers of one channel, remembered so that the next datagram from or to the same one allocates nothing. Use one object
 * for reading and another for writing. One thread at a time.
 */
interface KnownPeers<A extends SocketAddress> {
    /** The sender of a datagram. */
    A read(ByteBuffer from);

    /** Where a datagram goes. */
    void write(ByteBuffer to, A target) throws SocketException;
}
