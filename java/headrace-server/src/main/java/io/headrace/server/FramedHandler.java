// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Serves the frames of one connection: see {@link StreamHandler#framed}. Threads are those of StreamHandler. */
@FunctionalInterface
public interface FramedHandler {

    /**
     * The connection has been accepted.
     *
     * @throws IOException closes the connection and is reported
     */
    default void setup(Connection connection) throws IOException {}

    /**
     * A frame has come.
     *
     * @param connection replies go there; a {@link FrameEncoder} makes frames of them
     * @param frame as {@link FrameHandler#frame} says
     * @return true to go on; false if the next frame shall wait until the peer has read: what {@link Connection#write}
     *     returned
     * @throws IOException closes the connection and is reported
     */
    boolean frame(Connection connection, ByteBuffer frame) throws IOException;

    /**
     * The connection is over. Called once if {@link #setup} has returned.
     *
     * @throws IOException is reported
     */
    default void finish(Connection connection) throws IOException {}
}
