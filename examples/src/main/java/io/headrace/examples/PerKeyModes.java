// SPDX-License-Identifier: Apache-2.0
package io.headrace.examples;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_READ;

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
import java.nio.charset.StandardCharsets;

/**
 * An upload server whose keys have modes of their own. A client sends how many bytes will come (a long, and at least
 * 1), then these bytes. The answer is a line of text.
 *
 * <ul>
 *   <li>The listener is in LEVEL. Each report accepts one connection. If more wait, the next select reports the key
 *       again.
 *   <li>A connection begins in TRACKED, the selector's mode. The header is read, and what follows it is left for later.
 *   <li>After the header it changes to EDGE. Each report is followed by reads until one would block.
 * </ul>
 *
 * <p>Argument: the port, or none for any free one.
 */
public final class PerKeyModes {
    private final ByteBuffer header = ByteBuffer.allocate(Long.BYTES);
    private long expected;
    private long received;

    private PerKeyModes() {}

    public static void main(String[] args) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        serve(new InetSocketAddress(loopback, args.length == 0 ? 0 : Integer.parseInt(args[0])));
    }

    private static void serve(InetSocketAddress address) throws IOException {
        // tag::readme[]
        HeadraceSelectorProvider provider = HeadraceSelectorProvider.provider();
        try (HeadraceSelector selector = provider.openSelector(TriggerMode.TRACKED);
                ServerSocketChannel listener = provider.openServerSocketChannel()) {
            listener.bind(address).configureBlocking(false);
            selector.register(listener, OP_ACCEPT, TriggerMode.LEVEL, null);
            System.out.println("listening on " + listener.getLocalAddress());
            while (true) {
                selector.select(key -> serve(key));
            }
        }
        // end::readme[]
    }

    private static void serve(SelectionKey key) {
        if (key.isAcceptable()) {
            accept(key);
        } else {
            ((PerKeyModes) key.attachment()).receive(key);
        }
    }

    private static void accept(SelectionKey key) {
        try {
            SocketChannel client = ((ServerSocketChannel) key.channel()).accept();
            if (client != null) {
                client.configureBlocking(false).register(key.selector(), OP_READ, new PerKeyModes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void receive(SelectionKey key) {
        SocketChannel client = (SocketChannel) key.channel();
        boolean open;
        try {
            open = header.hasRemaining() ? readHeader(key, client) : readBytes(client);
        } catch (IOException reset) {
            open = false;
        }
        if (!open) {
            close(client);
        }
    }

    private boolean readHeader(SelectionKey key, SocketChannel client) throws IOException {
        int read = client.read(header);
        if (!header.hasRemaining()) {
            expected = header.getLong(0);
            // The same key in another mode. The next select reports what has arrived by now.
            ((HeadraceSelector) key.selector()).register(client, OP_READ, TriggerMode.EDGE, this);
        }
        return read >= 0;
    }

    private boolean readBytes(SocketChannel client) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
        int read = client.read(buffer);
        for (; read > 0; read = client.read(buffer.clear())) {
            received += read;
        }
        if (received < expected) {
            return read == 0;
        }
        // A few bytes, the first that this socket sends: the kernel takes them all.
        client.write(StandardCharsets.US_ASCII.encode("received " + received + "\n"));
        return false;
    }

    private static void close(SocketChannel client) {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
