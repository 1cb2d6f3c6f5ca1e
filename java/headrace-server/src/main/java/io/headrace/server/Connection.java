// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/** A connection of a {@link Server}. Any thread may call. */
public interface Connection {

    /** The address of the peer; an unnamed one for most peers of the Unix domain. */
    SocketAddress remoteAddress();

    /**
     * Sends bytes, in the order of the calls. All are taken: the buffer may be used again after the call. Where a
     * thread serves the connection, the call waits until they are sent. Else what the peer does not take now is kept,
     * up to the server's limit of pending bytes.
     *
     * @param bytes from the position to the limit
     * @return true to go on; false if the peer does not read: then write no more until {@link StreamHandler#drained}
     * @throws IOException the connection is closed, or more bytes are pending than the server allows
     */
    boolean write(ByteBuffer bytes) throws IOException;

    /**
     * As {@link #write(ByteBuffer)}, several buffers one after the other: such as those of {@link FrameEncoder}.
     *
     * @param bytes from position to limit of each
     * @return as {@link #write(ByteBuffer)}
     * @throws IOException as {@link #write(ByteBuffer)}
     */
    boolean write(ByteBuffer... bytes) throws IOException;

    /**
     * Sends what is pending, then tells the peer that no more comes (half-close). The peer may go on to send.
     *
     * @throws IOException the connection cannot be shut down
     */
    void closeOutput() throws IOException;

    /**
     * Sends what is pending, then closes. What the peer still sends is thrown away until it closes too, or the server's
     * linger time is over: a close with unread input would take the last bytes away from the peer.
     */
    void close();

    /** Closes at once. What is pending is lost. */
    void abort();
}
