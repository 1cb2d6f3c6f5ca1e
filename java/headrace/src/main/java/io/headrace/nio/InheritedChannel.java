// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio;

import io.headrace.nio.channel.EndpointChannel;
import io.headrace.nio.datagram.UnixDatagramChannel;
import io.headrace.os.OsError;
import io.headrace.os.Sockets;
import io.headrace.os.Transport;
import java.io.IOException;
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
            opened = AdoptedDescriptor.socket(provider, sockets, descriptor).channel();
        } finally {
            if (opened == null) {
                OsError.check(sockets, sockets.close(descriptor));
            }
        }
        if (opened instanceof UnixDatagramChannel) {
            // The JDK inherits none.
            opened.close();
            return null;
        }
        if (opened instanceof EndpointChannel own) {
            own.endpoint().afterClose(() -> OsError.check(sockets, sockets.standardStreamsToNull(), "/dev/null"));
        }
        return opened;
    }
}
