// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.support;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** Two datagram channels of the provider under test on the loopback interface, unconnected and blocking. */
public final class DatagramPair implements AutoCloseable {
    public final DatagramChannel channel = bound();
    public final DatagramChannel peer = bound();
    private final DatagramChannel deaf = bound();
    public final InetSocketAddress channelAddress = address(channel);
    public final InetSocketAddress peerAddress = address(peer);

    public DatagramPair() throws IOException {}

    public static DatagramChannel bound() throws IOException {
        return DatagramChannel.open().bind(ChannelPair.anyLoopbackPort());
    }

    public static InetSocketAddress address(DatagramChannel of) throws IOException {
        return (InetSocketAddress) of.getLocalAddress();
    }

    /** An address where nobody listens to others, and nobody else can come to. */
    public InetSocketAddress deafAddress() throws IOException {
        InetSocketAddress address = address(deaf);
        if (!deaf.isConnected()) {
            deaf.connect(address);
        }
        return address;
    }

    public DatagramPair connect() throws IOException {
        channel.connect(peerAddress);
        peer.connect(channelAddress);
        return this;
    }

    public void peerSends(int bytes) throws IOException {
        peerSends(new byte[bytes]);
    }

    public void peerSends(byte[] bytes) throws IOException {
        int sent = peer.send(ByteBuffer.wrap(bytes), channelAddress);
        if (sent != bytes.length) {
            throw new AssertionError("sent " + sent);
        }
    }

    public byte[] peerReceives() throws IOException {
        ByteBuffer room = ByteBuffer.allocate(1 << 16);
        peer.receive(room);
        byte[] bytes = new byte[room.flip().remaining()];
        room.get(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        peer.close();
        deaf.close();
    }
}
