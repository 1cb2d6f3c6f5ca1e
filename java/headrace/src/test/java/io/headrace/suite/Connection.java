// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;

/** A connected, non-blocking channel of the provider under test, and a peer that never comes to a provider. */
final class Connection implements AutoCloseable {
    final SocketChannel channel;
    final Socket peer;

    private Connection(SocketChannel channel, Socket peer) {
        this.channel = channel;
        this.peer = peer;
    }

    static Connection open() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SocketChannel channel = SocketChannel.open(listener.getLocalSocketAddress());
            Socket peer = listener.accept();
            peer.setTcpNoDelay(true);
            channel.configureBlocking(false);
            return new Connection(channel, peer);
        }
    }

    /** In one segment: all of it arrives at once. */
    void peerSends(byte[] bytes) throws IOException {
        peer.getOutputStream().write(bytes);
    }

    void peerSends(int count) throws IOException {
        peerSends(new byte[count]);
    }

    byte[] peerReceives(int count) throws IOException {
        return peer.getInputStream().readNBytes(count);
    }

    /** Closes the peer's end by an RST. */
    void peerResets() throws IOException {
        peer.setSoLinger(true, 0);
        peer.close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        peer.close();
    }
}
