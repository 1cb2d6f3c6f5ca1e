// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.datagram;

import io.headrace.os.OsError;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.net.PortUnreachableException;

/** What the errors of sending and receiving datagrams mean. */
final class DatagramErrors {
    /** The error was of an earlier datagram, and is used up. */
    static final int AGAIN = -2;

    private DatagramErrors() {}

    /**
     * Throws, or answers {@link #AGAIN}: udp(7) reports an ICMP port unreachable with the next operation, also where
     * the channel was disconnected since.
     *
     * @param addressed whether the call names a peer; the errors of others are those of a stream
     */
    static long raise(Sockets sockets, long error, boolean connected, boolean addressed) throws IOException {
        if (OsError.kind(error) != OsError.CONNECTION_REFUSED) {
            throw addressed ? OsError.ofSocket(sockets, error) : new IOException(OsError.text(sockets, error));
        }
        if (connected) {
            throw new PortUnreachableException();
        }
        return AGAIN;
    }
}
