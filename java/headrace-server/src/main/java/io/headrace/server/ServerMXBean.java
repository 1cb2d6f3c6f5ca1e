// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

/** What a {@link Server} has done since its start. Any thread may call. A session counts as a connection. */
public interface ServerMXBean {

    /** Connections that were accepted. */
    long getAccepted();

    /** Connections that are open. */
    long getOpen();

    /** Bytes that handlers were given; 0 for processes. */
    long getBytesReceived();

    /** Bytes that the system has taken; 0 for processes. */
    long getBytesSent();

    /** Connections that a handler has closed by an exception. */
    long getFailed();

    /** Connections that were closed as nothing came or went for the idle time. */
    long getClosedIdle();

    /** Requests that were larger than allowed. */
    long getTooLarge();

    /** Failed accepts; after each the server pauses. */
    long getAcceptErrors();

    /** Datagrams that were dropped: those of too many peers, those too large, and replies that found no room. */
    long getDropped();
}
