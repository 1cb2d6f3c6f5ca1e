// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio;

import io.headrace.nio.datagram.UdpDatagramChannel;
import io.headrace.nio.stream.AddressFamily;
import io.headrace.nio.stream.StreamServerSocketChannel;
import io.headrace.nio.stream.StreamSocketChannel;
import io.headrace.os.Addresses;
import io.headrace.os.Borrowed;
import io.headrace.os.OsError;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.spi.SelectorProvider;

/** The channel of a socket that another program has opened. */
final class AdoptedSocket {
    private AdoptedSocket() {}

    /** Null where java.nio has no channel for it: another type or family, or datagrams of the Unix domain. */
    static Channel channel(SelectorProvider provider, Sockets sockets, long type, long descriptor) throws IOException {
        try (Borrowed memory = sockets.memory().borrow(Addresses.SIZE)) {
            ByteBuffer address = memory.bytes();
            OsError.check(sockets, sockets.localAddress(descriptor, address));
            int family = Addresses.family(address);
            if (family == 0) {
                return null;
            }
            if (type == Sockets.STREAM) {
                return stream(provider, sockets, AddressFamily.numbered(family), descriptor, address);
            }
            return type != Sockets.DATAGRAM || family == Sockets.UNIX
                    ? null
                    : UdpDatagramChannel.inherited(provider, sockets, family, descriptor);
        }
    }

    private static Channel stream(
            SelectorProvider provider, Sockets sockets, AddressFamily family, long descriptor, ByteBuffer peer)
            throws IOException {
        OsError.check(sockets, sockets.remoteAddress(descriptor, peer));
        return Addresses.family(peer) == 0
                ? StreamServerSocketChannel.bound(provider, sockets, family, descriptor)
                : StreamSocketChannel.accepted(provider, sockets, family, descriptor, peer);
    }
}
