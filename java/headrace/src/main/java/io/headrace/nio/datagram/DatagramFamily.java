// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.datagram;

import io.headrace.os.Sockets;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;

/**
 * What the datagram channels of one address family have of their own. Immutable; any thread may use it.
 *
 * @param <A> the addresses of its sockets
 */
interface DatagramFamily<A extends SocketAddress> {
    /** As the seam numbers it. */
    int number();

    /** An address that a socket of this family can be told. */
    A check(SocketAddress wanted);

    /** Where to bind: null is for an address of the system's choice. */
    A local(SocketAddress wanted);

    /** The address has a port, and that is 0: nobody can be reached there. */
    boolean lacksPort(A address);

    /** Sending and connecting bind an unbound channel too, so that the peer can answer. */
    boolean bindsToSend();

    /** For bind and connect. */
    void write(ByteBuffer to, A address) throws SocketException;

    /** An address as the system tells it; null if there is none. */
    A read(ByteBuffer from);

    /** For the senders, or for the targets, of one channel. */
    KnownPeers<A> peers();

    /** No datagram has more bytes. */
    int largest();

    /** The system reports a socket as writable although the queue of an addressed peer is full. */
    boolean hidesFullQueues();

    /**
     * Throws, or returns {@link DatagramErrors#AGAIN} if the error was of an earlier datagram.
     *
     * @param addressed whether the call names a peer
     */
    long raise(Sockets sockets, long error, boolean connected, boolean addressed) throws IOException;
}
