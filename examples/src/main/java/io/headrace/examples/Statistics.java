// SPDX-License-Identifier: Apache-2.0
package io.headrace.examples;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;

import io.headrace.HeadraceSelector;
import io.headrace.HeadraceSelectorProvider;
import io.headrace.TriggerMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/**
 * Reads what a selector counts while it runs in another thread, and prints the differences. The selector's thread
 * echoes messages. It asks for OP_WRITE before it answers and for OP_READ after, as many servers do. LEVEL pays a
 * system call for each change of interest, TRACKED does not: compare the column "changes".
 *
 * <p>Argument: the mode (tracked, level, oneshot), or none for tracked.
 */
public final class Statistics {
    private static final int SAMPLES = 5;
    private static final int MESSAGES = 1000;

    private Statistics() {}

    public static void main(String[] args) throws IOException {
        TriggerMode mode = TriggerMode.valueOf(args.length == 0 ? "TRACKED" : args[0].toUpperCase(Locale.ROOT));
        HeadraceSelectorProvider provider = HeadraceSelectorProvider.provider();
        try (HeadraceSelector selector = provider.openSelector(mode);
                ServerSocketChannel listener = provider.openServerSocketChannel();
                SocketChannel client = provider.openSocketChannel()) {
            client.connect(listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .getLocalAddress());
            listener.accept().configureBlocking(false).register(selector, OP_READ, ByteBuffer.allocateDirect(64));
            Thread server = new Thread(() -> serve(selector), "server");
            server.start();

            System.out.println("messages waits events changes wakeups stale");
            HeadraceSelector.Statistics before = selector.statistics();
            for (int sample = 0; sample < SAMPLES; sample++) {
                exchangeMessages(client);
                HeadraceSelector.Statistics now = selector.statistics();
                print(before, now);
                before = now;
            }
        }
    }

    private static void print(HeadraceSelector.Statistics before, HeadraceSelector.Statistics now) {
        System.out.printf(
                "%8d %5d %6d %7d %7d %5d%n",
                MESSAGES,
                now.waits() - before.waits(),
                now.events() - before.events(),
                now.changes() - before.changes(),
                now.wakeups() - before.wakeups(),
                now.staleEvents() - before.staleEvents());
    }

    /** The client: blocking, one message after the other. */
    private static void exchangeMessages(SocketChannel client) throws IOException {
        ByteBuffer message = ByteBuffer.allocateDirect(1);
        for (int i = 0; i < MESSAGES; i++) {
            client.write(message.clear());
            client.read(message.clear());
        }
    }

    private static void serve(HeadraceSelector selector) {
        try {
            while (selector.isOpen()) {
                selector.select(Statistics::echo);
            }
        } catch (ClosedSelectorException end) {
            // The main thread has closed it between the question and the select.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void echo(SelectionKey key) {
        try {
            SocketChannel client = (SocketChannel) key.channel();
            ByteBuffer message = (ByteBuffer) key.attachment();
            if (key.isReadable()) {
                client.read(message.clear());
                key.interestOps(OP_WRITE);
            } else {
                client.write(message.flip());
                key.interestOps(OP_READ);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
