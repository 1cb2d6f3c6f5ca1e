// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.datagram;

import io.headrace.nio.channel.AdaptorErrors;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;

/** DatagramPackets through a channel in blocking mode. Any thread may call. */
final class PacketAdaptor {
    /**
     * {@link java.net.DatagramSocket#receive} throws the channel's own ClosedByInterruptException from Java 19 on;
     * send does not.
     */
    private static final boolean RECEIVE_IS_INTERRUPTIBLE = Runtime.version().feature() >= 19;

    private final UdpDatagramChannel channel;
    private final Sockets sockets;

    PacketAdaptor(UdpDatagramChannel channel) {
        this.channel = channel;
        this.sockets = channel.endpoint().sockets;
    }

    void send(DatagramPacket packet) throws IOException {
        synchronized (packet) {
            InetSocketAddress target = target(packet);
            ByteBuffer bytes = ByteBuffer.wrap(packet.getData(), packet.getOffset(), packet.getLength());
            try {
                AdaptorErrors.translate(() -> send(bytes, target));
            } catch (ClosedChannelException e) {
                throw closed(e);
            }
        }
    }

    private int send(ByteBuffer bytes, InetSocketAddress target) throws IOException {
        try {
            return channel.output().sendBlocking(bytes, target);
        } catch (AlreadyConnectedException e) {
            throw new IllegalArgumentException("Connected to another address than " + target, e);
        }
    }

    /** A packet without an address is for the peer, and is given its address. */
    private InetSocketAddress target(DatagramPacket packet) {
        InetSocketAddress remote = channel.remoteAddress();
        InetAddress address = packet.getAddress();
        if (address == null) {
            if (remote == null) {
                throw new IllegalArgumentException("Address not set, allowed where the socket is connected");
            }
            packet.setSocketAddress(remote);
            return remote;
        }
        return new InetSocketAddress(address, packet.getPort());
    }

    /** 0 is without limit. */
    void receive(DatagramPacket packet, long timeoutNanos) throws IOException {
        synchronized (packet) {
            ByteBuffer bytes = ByteBuffer.wrap(packet.getData(), packet.getOffset(), sockets.capacity(packet));
            try {
                SocketAddress sender = channel.input().receiveBlocking(bytes, timeoutNanos);
                sockets.length(packet, bytes.position() - packet.getOffset());
                packet.setSocketAddress(sender);
            } catch (ClosedChannelException e) {
                throw RECEIVE_IS_INTERRUPTIBLE && e instanceof ClosedByInterruptException ? e : closed(e);
            }
        }
    }

    private static SocketException closed(ClosedChannelException cause) {
        SocketException e = new SocketException("Socket closed");
        e.initCause(cause);
        return e;
    }
}
