// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;

/** A connected, non-blocking channel of the provider under test, and a peer that never comes to a provider. */
public final class Connection implements AutoCloseable {
    public final SocketChannel channel;
    public final Socket peer;

    private Connection(SocketChannel channel, Socket peer) {
        this.channel = channel;
        this.peer = peer;
    }

    public static Connection open() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SocketChannel channel = SocketChannel.open(listener.getLocalSocketAddress());
            Socket peer = listener.accept();
            peer.setTcpNoDelay(true);
            channel.configureBlocking(false);
            return new Connection(channel, peer);
        }
    }

    /** In one segment: all of it arrives at once. */
    public void peerSends(byte[] bytes) throws IOException {
        peer.getOutputStream().write(bytes);
    }

    public void peerSends(int count) throws IOException {
        peerSends(new byte[count]);
    }

    public byte[] peerReceives(int count) throws IOException {
        return peer.getInputStream().readNBytes(count);
    }

    /** Closes the peer's end by an RST. */
    public void peerResets() throws IOException {
        peer.setSoLinger(true, 0);
        peer.close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        peer.close();
    }
}
