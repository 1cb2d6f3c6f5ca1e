// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio;

import io.headrace.nio.channel.EndpointChannel;
import io.headrace.nio.datagram.UdpDatagramChannel;
import io.headrace.nio.stream.AddressFamily;
import io.headrace.nio.stream.StreamServerSocketChannel;
import io.headrace.nio.stream.StreamSocketChannel;
import io.headrace.os.Addresses;
import io.headrace.os.Borrowed;
import io.headrace.os.OsError;
import io.headrace.os.Sockets;
import io.headrace.os.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.spi.SelectorProvider;

/**
 * The channel of the socket that inetd(8), or systemd with {@code StandardInput=socket}, has made the process's
 * standard input. Any thread may call.
 */
public final class InheritedChannel {
    private static final long STANDARD_INPUT = 0;

    /** Guarded by the class; the JDK promises the same object each time. */
    private static boolean asked;

    private static Channel channel;

    private InheritedChannel() {}

    /**
     * Null where standard input is no socket of a stream or of datagrams. Its close puts the null device over 0, 1
     * and 2.
     */
    public static synchronized Channel get(SelectorProvider provider, Transport transport) throws IOException {
        if (!asked) {
            channel = open(provider, transport.sockets());
            asked = true;
        }
        return channel;
    }

    private static Channel open(SelectorProvider provider, Sockets sockets) throws IOException {
        long type = sockets.type(STANDARD_INPUT);
        if (type != Sockets.STREAM && type != Sockets.DATAGRAM) {
            return null;
        }
        long descriptor = OsError.check(sockets, sockets.inherit(STANDARD_INPUT));
        Channel opened = null;
        try {
            opened = type == Sockets.STREAM
                    ? stream(provider, sockets, descriptor)
                    : datagrams(provider, sockets, descriptor);
        } finally {
            if (opened == null) {
                OsError.check(sockets, sockets.close(descriptor));
            }
        }
        return opened;
    }

    private static Channel stream(SelectorProvider provider, Sockets sockets, long descriptor) throws IOException {
        try (Borrowed memory = sockets.memory().borrow(Addresses.SIZE)) {
            ByteBuffer address = memory.bytes();
            OsError.check(sockets, sockets.localAddress(descriptor, address));
            AddressFamily family = AddressFamily.numbered(Addresses.family(address));
            OsError.check(sockets, sockets.remoteAddress(descriptor, address));
            return Addresses.family(address) == 0
                    ? ending(sockets, StreamServerSocketChannel.bound(provider, sockets, family, descriptor))
                    : ending(sockets, StreamSocketChannel.accepted(provider, sockets, family, descriptor, address));
        }
    }

    /** Null for the Unix domain: java.nio has no datagrams there. */
    private static Channel datagrams(SelectorProvider provider, Sockets sockets, long descriptor) throws IOException {
        int family;
        try (Borrowed memory = sockets.memory().borrow(Addresses.SIZE)) {
            OsError.check(sockets, sockets.localAddress(descriptor, memory.bytes()));
            family = Addresses.family(memory.bytes());
        }
        return family == Sockets.UNIX
                ? null
                : ending(sockets, UdpDatagramChannel.inherited(provider, sockets, family, descriptor));
    }

    private static <C extends EndpointChannel & Channel> C ending(Sockets sockets, C channel) {
        channel.endpoint().afterClose(() -> OsError.check(sockets, sockets.standardStreamsToNull(), "/dev/null"));
        return channel;
    }
}
