// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;

/** Sends back what it receives, in blocking mode on a thread for each connection. */
final class BlockingServer {
    /** Less than the 64 KiB of a selector's one buffer: each connection has its own. */
    private static final int BUFFER_SIZE = 8 * 1024;

    private BlockingServer() {}

    static Started onPlatformThreads(Arguments arguments) throws IOException {
        return start(connection -> new Thread(connection, "connection").start());
    }

    static Started onVirtualThreads(Arguments arguments) throws IOException, UsageException {
        return start(VirtualThreads.perTask("virtual"));
    }

    private static Started start(Executor threads) throws IOException {
        ServerSocketChannel listener = Acceptor.listen();
        Server.startThread("server", () -> acceptAll(listener, threads));
        return Started.on(listener.provider(), ((InetSocketAddress) listener.getLocalAddress()).getPort());
    }

    private static void acceptAll(ServerSocketChannel listener, Executor threads) {
        try {
            while (true) {
                SocketChannel accepted = listener.accept();
                accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
                threads.execute(() -> echo(accepted));
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
