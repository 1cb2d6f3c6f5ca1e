// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Two connected channels of the provider under test, both blocking. */
public final class ChannelPair implements AutoCloseable {
    public final SocketChannel client;
    public final SocketChannel server;

    private ChannelPair(SocketChannel client, SocketChannel server) {
        this.client = client;
        this.server = server;
    }

    public static ChannelPair open() throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(anyLoopbackPort())) {
            SocketChannel client = SocketChannel.open(listener.getLocalAddress());
            return new ChannelPair(client, listener.accept());
        }
    }

    public static ChannelPair openNonBlocking() throws IOException {
        ChannelPair pair = open();
        pair.client.configureBlocking(false);
        pair.server.configureBlocking(false);
        return pair;
    }

    public static InetSocketAddress anyLoopbackPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
