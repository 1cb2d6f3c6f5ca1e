// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.datagram;

import io.headrace.nio.channel.OptionTable;
import io.headrace.nio.selector.ChannelKind;
import io.headrace.os.OsError;
import io.headrace.os.Sockets;
import io.headrace.os.Transport;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.spi.SelectorProvider;

/**
 * A DatagramChannel of the Unix domain. Threads and locks are those that {@link DatagramChannel} documents.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/unix.7.html">unix(7)</a>
 */
public final class UnixDatagramChannel extends FamilyDatagramChannel<SocketAddress> {
    private UnixDatagramChannel(SelectorProvider provider, Sockets sockets, long descriptor) {
        super(
                provider,
                sockets,
                UnixDatagrams.FAMILY,
                ChannelKind.UNIX_DATAGRAM,
                OptionTable.Of.UNIX_DATAGRAMS.table(sockets),
                descriptor,
                false);
    }

    /** The platform has such sockets. */
    public static DatagramChannel open(SelectorProvider provider, Transport transport) throws IOException {
        Sockets sockets = transport.sockets();
        long descriptor = OsError.check(sockets, sockets.open(Sockets.UNIX, Sockets.DATAGRAM));
        return new UnixDatagramChannel(provider, sockets, descriptor);
    }

    /** Of a socket that may be bound and connected. */
    public static UnixDatagramChannel inherited(
            SelectorProvider provider, Sockets sockets, long descriptor, ByteBuffer local, ByteBuffer peer) {
        UnixDatagramChannel channel = new UnixDatagramChannel(provider, sockets, descriptor);
        channel.state.inherit(local, peer);
        return channel;
    }

    @Override
    public DatagramSocket socket() {
        throw new UnsupportedOperationException("Not supported: a Unix domain channel has no DatagramSocket");
    }

    @Override
    public MembershipKey join(InetAddress group, NetworkInterface networkInterface) {
        throw noGroups();
    }

    @Override
    public MembershipKey join(InetAddress group, NetworkInterface networkInterface, InetAddress source) {
        throw noGroups();
    }

    private static UnsupportedOperationException noGroups() {
        return new UnsupportedOperationException("Not supported: the Unix domain has no multicast groups");
    }
}
