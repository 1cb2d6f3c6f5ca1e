// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Opens a selector, a listener and one connection, sends a byte over it, says on what it ran, and ends. */
public final class FirstConnection {
    private FirstConnection() {}

    public static void main(String[] args) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Selector selector = Selector.open();
                ServerSocketChannel listener = ServerSocketChannel.open().bind(any);
                SocketChannel client = SocketChannel.open(listener.getLocalAddress());
                SocketChannel accepted = listener.accept()) {
            accepted.configureBlocking(false);
            accepted.register(selector, SelectionKey.OP_READ);
            client.write(ByteBuffer.wrap(new byte[1]));
            selector.select();
            accepted.read(ByteBuffer.allocate(1));
            System.out.println(
                    "ready port=0 selector=".concat(selector.getClass().getName()));
        }
    }
}
