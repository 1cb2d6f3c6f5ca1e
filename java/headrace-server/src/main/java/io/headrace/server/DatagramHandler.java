// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.nio.ByteBuffer;

/**
 * Serves one session of a {@link Server}: the datagrams of one peer, until none has come for the idle time. Each
 * session gets an object of its own. The methods are called one at a time, in the thread that {@link Serving} says.
 */
@FunctionalInterface
public interface DatagramHandler {

    /**
     * The first datagram of the peer has come.
     *
     * @throws Exception ends the session and is reported. {@link #finish} is not called then
     */
    default void setup(Session session) throws Exception {}

    /**
     * A datagram has come.
     *
     * @param datagram from the position to the limit; used again after the call
     * @throws Exception ends the session and is reported; {@link #finish} follows
     */
    void handle(Session session, ByteBuffer datagram) throws Exception;

    /**
     * The session is over. Called once if {@link #setup} has returned.
     *
     * @throws Exception is reported
     */
    default void finish(Session session) throws Exception {}
}
