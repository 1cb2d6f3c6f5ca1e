// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.function.Consumer;

/**
 * The one thread of a server on a selector. It gives each ready key to the {@link ReadyHandler} that is attached to it,
 * whatever the selector's trigger mode: so handlers go on until an operation would block.
 */
final class SelectorLoop {
    private final Selector selector;
    private final Runnable afterEachRound;

    private final Consumer<SelectionKey> dispatch = SelectorLoop::dispatch;

    private SelectorLoop(Selector selector, Runnable afterEachRound) {
        this.selector = selector;
        this.afterEachRound = afterEachRound;
    }

    /** Serves a bound channel, and what its handler registers, from a thread of its own. */
    static <C extends SelectableChannel & NetworkChannel> Started start(
            C channel, int interest, ReadyHandler handler, Runnable afterEachRound) throws IOException {
        SelectorProvider provider = channel.provider();
        Selector selector = provider.openSelector();
        register(channel, selector, interest, handler);
        Server.startThread("server", new SelectorLoop(selector, afterEachRound)::run);
        return Started.on(provider, selector, ((InetSocketAddress) channel.getLocalAddress()).getPort());
    }

    static void register(SelectableChannel channel, Selector selector, int interest, ReadyHandler handler)
            throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, interest, handler);
    }

    private void run() {
        try {
            while (true) {
                selector.select(dispatch);
                afterEachRound.run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void dispatch(SelectionKey key) {
        serve(key, (ReadyHandler) key.attachment());
    }

    /** An error of the connection ends that only. */
    static void serve(SelectionKey key, ReadyHandler handler) {
        try {
            handler.ready(key);
        } catch (IOException e) {
            fail(key, e);
        }
    }

    /** An error of one peer's connection, such as a reset, is the end of that; any other is the server's. */
    private static void fail(SelectionKey key, IOException error) {
        if (!(key.channel() instanceof SocketChannel channel)) {
            throw new UncheckedIOException(error);
        }
        try {
            channel.close();
        } catch (IOException e) {
            e.addSuppressed(error);
            throw new UncheckedIOException(e);
        }
    }
}
