// SPDX-License-Identifier: Apache-2.0
package io.headrace.examples;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
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
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * An echo server in mode EDGE. The selector reports a key once when its channel becomes ready, and not again while the
 * channel stays ready. So each report must be followed by operations until one would block.
 *
 * <p>Argument: the port, or none for any free one.
 */
public final class EdgeEcho {
    private static final int BUFFER = 16 * 1024;

    private EdgeEcho() {}

    public static void main(String[] args) throws IOException {
        int port = args.length == 0 ? 0 : Integer.parseInt(args[0]);
        HeadraceSelectorProvider provider = HeadraceSelectorProvider.provider();
        try (HeadraceSelector selector = provider.openSelector(TriggerMode.EDGE);
                ServerSocketChannel listener = provider.openServerSocketChannel()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            listener.configureBlocking(false).register(selector, OP_ACCEPT);
            System.out.println("listening on " + listener.getLocalAddress());
            while (true) {
                selector.select(key -> {
                    if (key.isAcceptable()) {
                        acceptAll(key);
                    } else {
                        echo(key);
                    }
                });
            }
        }
    }

    /** One report may stand for many connections: accept answers null when there are no more. */
    private static void acceptAll(SelectionKey key) {
        try {
            ServerSocketChannel listener = (ServerSocketChannel) key.channel();
            for (SocketChannel client = listener.accept(); client != null; client = listener.accept()) {
                // Both interests, once and for all. In EDGE an interest costs nothing while it is not reported.
                client.configureBlocking(false)
                        .register(key.selector(), OP_READ | OP_WRITE, ByteBuffer.allocateDirect(BUFFER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Goes on until a whole turn moves nothing. Then the write would block, or the buffer is empty and the read would
     * block. The kernel reports the end of either. A read that moves nothing is not enough: a full buffer has no room
     * to read into, and the bytes that wait are not reported again.
     */
    private static void echo(SelectionKey key) {
        SocketChannel client = (SocketChannel) key.channel();
        ByteBuffer buffer = (ByteBuffer) key.attachment();
        try {
            int read;
            int written;
            do {
                read = client.read(buffer);
                buffer.flip();
                written = client.write(buffer);
                buffer.compact();
            } while (read > 0 || written > 0);
            if (read < 0 && buffer.position() == 0) {
                client.close();
            }
        } catch (IOException reset) {
            close(client);
        }
    }

    private static void close(SocketChannel client) {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
