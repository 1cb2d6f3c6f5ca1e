// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** Sends back what it receives, in blocking mode on a thread for each connection. */
final class BlockingServer {
    /** Less than the 64 KiB of a selector's one buffer: each connection has its own. */
    private static final int BUFFER_SIZE = 8 * 1024;

    private static final int VIRTUAL_THREADS_SINCE = 21;

    private BlockingServer() {}

    static Started onPlatformThreads(Arguments arguments) throws IOException {
        return start(connection -> new Thread(connection, "connection").start());
    }

    static Started onVirtualThreads(Arguments arguments) throws IOException, UsageException {
        return start(virtualThreads());
    }

    private static Consumer<Runnable> virtualThreads() throws UsageException {
        if (Runtime.version().feature() < VIRTUAL_THREADS_SINCE) {
            throw new UsageException(
                    "virtual: needs JDK %d or later, this is %s".formatted(VIRTUAL_THREADS_SINCE, Runtime.version()));
        }
        try {
            Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
            return connection -> invoke(start, connection);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void invoke(Method start, Runnable connection) {
        try {
            start.invoke(null, connection);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Started start(Consumer<Runnable> threads) throws IOException {
        ServerSocketChannel listener = Acceptor.listen();
        Server.startThread("server", () -> acceptAll(listener, threads));
        return Started.on(listener.provider(), ((InetSocketAddress) listener.getLocalAddress()).getPort());
    }

    private static void acceptAll(ServerSocketChannel listener, Consumer<Runnable> threads) {
        try {
            while (true) {
                SocketChannel accepted = listener.accept();
                accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
                threads.accept(() -> echo(accepted));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void echo(SocketChannel accepted) {
        try (accepted) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);
            while (accepted.read(buffer.clear()) >= 0) {
                buffer.flip();
                // on a virtual thread the JDK's channel may write a part
                while (buffer.hasRemaining()) {
                    accepted.write(buffer);
                }
            }
        } catch (IOException e) {
            // the peer reset its connection
            return;
        }
    }
}
