// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A byte from one virtual thread to another and back, over channels in blocking mode. Each of the two threads parks
 * once and is unparked once.
 */
public class VirtualEcho extends Operation {
    private static final int ROUNDS = 1000;

    /** What connects the two threads: a TCP connection, or two pipes. */
    @Param({"tcp", "pipe"})
    public String channel;

    private record End(ReadableByteChannel in, WritableByteChannel out) {
        void write(ByteBuffer one) throws IOException {
            one.clear();
            while (out.write(one) == 0) {
                continue;
            }
        }

        /** False at the end of the stream. */
        boolean read(ByteBuffer one) throws IOException {
            return in.read(one.clear()) == 1;
        }
    }

    private final ByteBuffer sent = ByteBuffer.allocateDirect(1);
    private final ByteBuffer received = ByteBuffer.allocateDirect(1);
    private ExecutorService threads;
    private List<Channel> channels;
    private End here;
    private CompletableFuture<Void> peer;

    @Setup
    public void open() throws IOException {
        Selectors.open().close();
        threads = virtualThreads();
        End there = channel.equals("tcp") ? connect() : makePipes();
        peer = CompletableFuture.runAsync(() -> echo(there), threads);
    }

    private static ExecutorService virtualThreads() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("there are virtual threads from JDK 21 on", e);
        }
    }

    private End connect() throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(Connection.loopback())) {
            SocketChannel client = SocketChannel.open(listener.getLocalAddress());
            SocketChannel server = listener.accept();
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            server.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channels = List.of(client, server);
            here = new End(client, client);
            return new End(server, server);
        }
    }

    private End makePipes() throws IOException {
        Pipe there = Pipe.open();
        Pipe back = Pipe.open();
        channels = List.of(there.sink(), back.source(), there.source(), back.sink());
        here = new End(back.source(), there.sink());
        return new End(there.source(), back.sink());
    }

    private static void echo(End end) {
        ByteBuffer one = ByteBuffer.allocateDirect(1);
        try {
            while (end.read(one)) {
                end.write(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of the stream ends the peer; whatever else ended it fails here. */
    @TearDown
    public void close() throws IOException {
        channels.get(0).close();
        peer.join();
        for (Channel one : channels) {
            one.close();
        }
        threads.shutdown();
    }

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public int byteAndBack() {
        return CompletableFuture.supplyAsync(this::play, threads).join();
    }

    private int play() {
        try {
            for (int round = 0; round < ROUNDS; round++) {
                sent.put(0, (byte) round);
                here.write(sent);
                Selectors.check("bytes that came back", 1, here.read(received) ? 1 : 0);
                Selectors.check("the byte", (byte) round, received.get(0));
            }
            return ROUNDS;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
