// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.datagram;

import io.headrace.nio.channel.Inet;
import io.headrace.nio.channel.OptionTable;
import io.headrace.nio.selector.ChannelKind;
import io.headrace.os.OsError;
import io.headrace.os.Sockets;
import io.headrace.os.Transport;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.spi.SelectorProvider;
import java.util.Objects;

/** A DatagramChannel over UDP. Threads, locks and errors are those that {@link DatagramChannel} documents. */
public final class UdpDatagramChannel extends FamilyDatagramChannel<InetSocketAddress> {
    private final BatchInput batchInput;
    private final BatchOutput batchOutput;
    private final Memberships memberships;

    /** Guarded by {@link #state}. */
    private DatagramSocket adaptor;

    private UdpDatagramChannel(
            SelectorProvider provider,
            Sockets sockets,
            int family,
            long descriptor,
            boolean readAhead,
            boolean isShared) {
        super(
                provider,
                sockets,
                new InternetDatagrams(family),
                ChannelKind.UDP,
                OptionTable.Of.DATAGRAMS.table(sockets),
                descriptor,
                readAhead);
        batchInput = new BatchInput(endpoint, state, input, !isShared);
        batchOutput = new BatchOutput(endpoint, state);
        memberships = new Memberships(this, endpoint, family);
    }

    /**
     * @param family null for the best that the host has
     * @param readAhead whether a receive may take more datagrams from the system than the one that is asked for
     * @throws UnsupportedOperationException not an internet family, or one that this host lacks
     */
    public static DatagramChannel open(
            SelectorProvider provider, Transport transport, ProtocolFamily family, boolean readAhead)
            throws IOException {
        Sockets sockets = transport.sockets();
        int number = Inet.family(sockets, family);
        long descriptor = OsError.check(sockets, sockets.open(number, Sockets.DATAGRAM));
        return new UdpDatagramChannel(provider, sockets, number, descriptor, readAhead, false);
    }

    /** Of a socket that may be bound and connected. Others may share it: it is read no further than asked. */
    public static UdpDatagramChannel inherited(
            SelectorProvider provider,
            Sockets sockets,
            int family,
            long descriptor,
            ByteBuffer local,
            ByteBuffer peer) {
        UdpDatagramChannel channel = new UdpDatagramChannel(provider, sockets, family, descriptor, false, true);
        channel.state.inherit(local, peer);
        return channel;
    }

    /** Null where the channel is unbound; known after close too. */
    InetSocketAddress localAddress() {
        return state.local();
    }

    /** Null where the channel is unconnected; known after close too. */
    InetSocketAddress remoteAddress() {
        return state.remote();
    }

    @Override
    public DatagramSocket socket() {
        synchronized (state) {
            if (adaptor == null) {
                adaptor = DatagramSocketAdaptor.of(this);
            }
            return adaptor;
        }
    }

    public BatchInput batchInput() {
        return batchInput;
    }

    public BatchOutput batchOutput() {
        return batchOutput;
    }

    DatagramInput<InetSocketAddress> input() {
        return input;
    }

    DatagramOutput<InetSocketAddress> output() {
        return output;
    }

    @Override
    public MembershipKey join(InetAddress group, NetworkInterface networkInterface) throws IOException {
        return memberships.join(group, networkInterface, null);
    }

    @Override
    public MembershipKey join(InetAddress group, NetworkInterface networkInterface, InetAddress source)
            throws IOException {
        return memberships.join(group, networkInterface, Objects.requireNonNull(source, "source"));
    }

    Memberships memberships() {
        return memberships;
    }

    @Override
    void closing() {
        memberships.endAll();
    }
}
