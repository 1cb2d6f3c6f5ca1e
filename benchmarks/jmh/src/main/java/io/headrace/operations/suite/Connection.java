// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Both ends of a TCP connection over loopback, non-blocking and registered to read, as a server's are. */
final class Connection implements Closeable {
    final Selector selector;
    final SocketChannel client;
    final SocketChannel server;

    private Connection(Selector selector, SocketChannel client, SocketChannel server) {
        this.selector = selector;
        this.client = client;
        this.server = server;
    }

    static Connection open() throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(loopback())) {
            SocketChannel client = SocketChannel.open(listener.getLocalAddress());
            Connection connection = new Connection(Selectors.open(), client, listener.accept());
            connection.register(connection.client);
            connection.register(connection.server);
            connection.selector.selectNow();
            return connection;
        }
    }

    private void register(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
        selector.close();
    }
}
