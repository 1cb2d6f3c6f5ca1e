// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/** The datagrams of one peer of a {@link Server}. Any thread may call. */
public interface Session {

    /** The address of the peer. */
    SocketAddress remoteAddress();

    /**
     * Sends a datagram to the peer. Never waits.
     *
     * @return false if the system had no room: the datagram is dropped, as a network might
     * @throws IOException as {@link java.nio.channels.DatagramChannel#send}
     */
    boolean send(ByteBuffer datagram) throws IOException;

    /** Ends the session. The next datagram of the peer begins a new one. */
    void close();
}
