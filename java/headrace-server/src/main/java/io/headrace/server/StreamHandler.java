// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.nio.ByteBuffer;

/**
 * Serves one connection of a {@link Server}; each connection gets an object of its own. The methods are called one at a
 * time, in the thread that {@link Serving} says, and what one call wrote the next one sees.
 */
@FunctionalInterface
public interface StreamHandler {

    /**
     * The connection has been accepted.
     *
     * @throws Exception closes the connection and is reported. {@link #finish} is not called then
     */
    default void setup(Connection connection) throws Exception {}

    /**
     * Bytes have come. Take what is whole. The server keeps what you leave, and hands it over again with what comes
     * later. It does so also once the peer has read again what the connection owed it, so you may stop in the middle
     * when {@link Connection#write} returns false.
     *
     * @param connection replies go there
     * @param input from the position to the limit; used again after the call
     * @throws Exception closes the connection and is reported; {@link #finish} follows
     */
    void handle(Connection connection, ByteBuffer input) throws Exception;

    /**
     * The peer sends no more (half-close), and what you left of the input is thrown away. You may go on to write.
     * Closes the connection once all is sent, unless you override it.
     *
     * @throws Exception closes the connection and is reported; {@link #finish} follows
     */
    default void ended(Connection connection) throws Exception {
        connection.close();
    }

    /**
     * The peer has read, after {@link Connection#write} had returned false.
     *
     * @throws Exception closes the connection and is reported; {@link #finish} follows
     */
    default void drained(Connection connection) throws Exception {}

    /**
     * Whether no request is under way. A server that shuts down closes the connection then; else it asks again after
     * the next call of {@link #handle}. It does not ask while you leave bytes of the input.
     */
    default boolean isBetweenRequests() {
        return true;
    }

    /**
     * The connection is over, for any reason. Called once if {@link #setup} has returned.
     *
     * @throws Exception is reported
     */
    default void finish(Connection connection) throws Exception {}

    /**
     * A handler whose input is frames. It closes the connection if the bytes are no frames, and at their end it says if
     * they end within a frame: with a {@link FramingException} for the listener.
     *
     * @param framing how requests lie in the stream
     * @param handler of the frames of one connection
     */
    static StreamHandler framed(Framing framing, FramedHandler handler) {
        return new FramedStream(framing.newDecoder(), handler);
    }
}
