// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Tries each kind of channel, and a wakeup, on the loopback address. A trial waits for a few seconds at most. */
final class SelfTest {

    private static final long PATIENCE_MILLIS = 5_000;

    /** @param micros null unless passed */
    record Result(String name, String outcome, Long micros, String detail) {

        boolean isFailure() {
            return outcome.equals("failed");
        }
    }

    @FunctionalInterface
    private interface Trial {
        void run(SelectorProvider provider) throws IOException;
    }

    /** Two ends of a TCP connection; the server does not block and is registered for reading. */
    private record Connection(SocketChannel client, SocketChannel server, Selector selector, SelectionKey key) {

        void send(int bytes) throws IOException {
            require(client.write(ByteBuffer.allocate(bytes)) == bytes, "written in part");
        }

        int read() throws IOException {
            return read(ByteBuffer.allocate(64));
        }

        int read(ByteBuffer to) throws IOException {
            selector.selectedKeys().clear();
            require(selector.select(PATIENCE_MILLIS) == 1 && key.isReadable(), "not ready though there is something");
            return server.read(to);
        }
    }

    @FunctionalInterface
    private interface Talk {
        void over(Connection connection) throws IOException;
    }

    private static final Map<String, Trial> TRIALS = new LinkedHashMap<>();

    static {
        TRIALS.put("tcp", SelfTest::tcp);
        TRIALS.put("arming", provider -> connected(provider, SelfTest::arming));
        TRIALS.put("half-close", provider -> connected(provider, SelfTest::halfClose));
        TRIALS.put("urgent", provider -> connected(provider, SelfTest::urgent));
        TRIALS.put("udp", SelfTest::udp);
        TRIALS.put("unix", SelfTest::unix);
        TRIALS.put("pipe", SelfTest::pipe);
        TRIALS.put("wakeup", SelfTest::wakeup);
    }

    private SelfTest() {}

    static List<Result> run(SelectorProvider provider) {
        return TRIALS.entrySet().stream()
                .map(trial -> run(trial.getKey(), trial.getValue(), provider))
                .toList();
    }

    private static Result run(String name, Trial trial, SelectorProvider provider) {
        try {
            trial.run(provider);
            // The first run loaded classes.
            long start = System.nanoTime();
            trial.run(provider);
            return new Result(name, "passed", TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start), null);
        } catch (UnsupportedOperationException e) {
            return new Result(name, "unsupported", null, e.getMessage());
        } catch (IOException | RuntimeException | LinkageError e) {
            return new Result(name, "failed", null, e.toString());
        }
    }

    private static void tcp(SelectorProvider provider) throws IOException {
        try (ServerSocketChannel listener = provider.openServerSocketChannel();
                SocketChannel client = provider.openSocketChannel()) {
            converse(provider, listener.bind(anyLoopbackPort()), client);
        }
    }

    private static void connected(SelectorProvider provider, Talk talk) throws IOException {
        try (ServerSocketChannel listener = provider.openServerSocketChannel();
                SocketChannel client = provider.openSocketChannel();
                Selector selector = provider.openSelector()) {
            client.connect(listener.bind(anyLoopbackPort()).getLocalAddress());
            try (SocketChannel server = listener.accept()) {
                SelectionKey key = server.configureBlocking(false).register(selector, SelectionKey.OP_READ);
                talk.over(new Connection(client, server, selector, key));
            }
        }
    }

    /** A key stays ready while there is more, is not when there is none, and becomes ready again. */
    private static void arming(Connection connection) throws IOException {
        for (int round = 0; round < 3; round++) {
            connection.send(8);
            require(connection.read(ByteBuffer.allocate(3)) == 3, "read other than the buffer has room for");
            require(connection.read() == 5, "read other than what was left");
            connection.selector.selectedKeys().clear();
            require(connection.selector.selectNow() == 0, "ready though all was read");
        }
    }

    /** The end of the stream is not lost behind a read that took all that was left. */
    private static void halfClose(Connection connection) throws IOException {
        connection.send(3);
        connection.client.shutdownOutput();
        require(connection.read() == 3, "read other than was written");
        require(connection.read() == -1, "no end of the stream");
        require(connection.server.write(ByteBuffer.allocate(2)) == 2, "the other direction is closed too");
        require(connection.client.read(ByteBuffer.allocate(64)) == 2, "no answer after a half close");
    }

    /** A read stops at urgent data, and what lies behind it is not lost. */
    private static void urgent(Connection connection) throws IOException {
        connection.send(3);
        connection.client.socket().sendUrgentData('!');
        connection.send(4);
        for (int left = 7; left > 0; ) {
            int count = connection.read();
            require(count > 0 && count <= left, "read other than was written");
            left -= count;
        }
    }

    private static void unix(SelectorProvider provider) throws IOException {
        try (ServerSocketChannel listener = provider.openServerSocketChannel(StandardProtocolFamily.UNIX);
                SocketChannel client = provider.openSocketChannel(StandardProtocolFamily.UNIX)) {
            listener.bind(null);
            try {
                converse(provider, listener, client);
            } finally {
                Files.delete(((UnixDomainSocketAddress) listener.getLocalAddress()).getPath());
            }
        }
    }

    private static void converse(SelectorProvider provider, ServerSocketChannel listener, SocketChannel client)
            throws IOException {
        client.connect(listener.getLocalAddress());
        try (SocketChannel server = listener.accept()) {
            carry(provider, client, server);
            carry(provider, server, client);
        }
    }

    private static void udp(SelectorProvider provider) throws IOException {
        try (DatagramChannel one = provider.openDatagramChannel(StandardProtocolFamily.INET);
                DatagramChannel other = provider.openDatagramChannel(StandardProtocolFamily.INET)) {
            one.bind(anyLoopbackPort());
            other.bind(anyLoopbackPort());
            one.connect(other.getLocalAddress());
            other.connect(one.getLocalAddress());
            carry(provider, one, other);
        }
    }

    private static void pipe(SelectorProvider provider) throws IOException {
        Pipe pipe = provider.openPipe();
        try (Pipe.SourceChannel source = pipe.source();
                Pipe.SinkChannel sink = pipe.sink()) {
            carry(provider, sink, source);
        }
    }

    private static void wakeup(SelectorProvider provider) throws IOException {
        try (Selector selector = provider.openSelector()) {
            long start = System.nanoTime();
            new Thread(selector::wakeup, "Headrace doctor").start();
            selector.select(PATIENCE_MILLIS);
            require(
                    System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS),
                    "the selector was not woken");
        }
    }

    private static <T extends SelectableChannel & ReadableByteChannel> void carry(
            SelectorProvider provider, WritableByteChannel from, T to) throws IOException {
        byte[] sent = "headrace".getBytes(US_ASCII);
        try (Selector selector = provider.openSelector()) {
            SelectionKey key = to.configureBlocking(false).register(selector, SelectionKey.OP_READ);
            require(selector.selectNow() == 0, "ready before anything was written");
            require(from.write(ByteBuffer.wrap(sent)) == sent.length, "written in part");
            require(selector.select(PATIENCE_MILLIS) == 1 && key.isReadable(), "not ready after a write");
            ByteBuffer read = ByteBuffer.allocate(sent.length + 1);
            require(to.read(read) == sent.length, "read in part");
            require(read.flip().equals(ByteBuffer.wrap(sent)), "read other bytes than were written");
        }
        to.configureBlocking(true);
    }

    private static InetSocketAddress anyLoopbackPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static void require(boolean condition, String otherwise) throws IOException {
        if (!condition) {
            throw new IOException(otherwise);
        }
    }
}
