// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Supplier;

/** Accepts what waits and registers it with the listener's selector. */
record Acceptor(Supplier<ReadyHandler> handlers) implements ReadyHandler {
    static Started start(Supplier<ReadyHandler> handlers, Runnable afterEachRound) throws IOException {
        return SelectorLoop.start(listen(), SelectionKey.OP_ACCEPT, new Acceptor(handlers), afterEachRound);
    }

    static ServerSocketChannel listen() throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        return listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Server.BACKLOG);
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        ServerSocketChannel listener = (ServerSocketChannel) key.channel();
        for (SocketChannel accepted = listener.accept(); accepted != null; accepted = listener.accept()) {
            accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectorLoop.register(accepted, key.selector(), SelectionKey.OP_READ, handlers.get());
        }
    }
}
