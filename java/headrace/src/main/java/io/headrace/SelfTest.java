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

    private static final Map<String, Trial> TRIALS = new LinkedHashMap<>();

    static {
        TRIALS.put("tcp", SelfTest::tcp);
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
