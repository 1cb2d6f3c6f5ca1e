// SPDX-License-Identifier: Apache-2.0
package io.headrace.examples;

import io.headrace.Headrace;
import io.headrace.HeadraceSelectorProvider;
import io.headrace.ReceivedChannels;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A server that is replaced without losing a connection. It answers each request of one byte with its process number.
 * The first one listens on a port, and on a Unix domain socket. Another one that is started with the same path gets
 * both listeners there. From then on both serve. A server whose standard input ends accepts no more, answers its last
 * request and exits. Connections that wait belong to the listener, which lives on in the successor.
 *
 * <p>Argument: the path of the Unix domain socket.
 */
public final class HandOver {
    private static final HeadraceSelectorProvider PROVIDER = HeadraceSelectorProvider.provider();

    private final ServerSocketChannel listener;
    private final ServerSocketChannel successors;

    private HandOver(ServerSocketChannel listener, ServerSocketChannel successors) {
        this.listener = listener;
        this.successors = successors;
    }

    public static void main(String[] args) throws IOException {
        Path path = Path.of(args[0]);
        HandOver server = Files.exists(path) ? succeed(path) : begin(path);
        start("hand-over", server::handOver);
        start("standard-input", server::awaitEnd);
        System.out.println("listening on " + server.listener.getLocalAddress());
        server.serve();
    }

    private static HandOver begin(Path path) throws IOException {
        ServerSocketChannel listener = PROVIDER.openServerSocketChannel();
        ServerSocketChannel successors = PROVIDER.openServerSocketChannel(StandardProtocolFamily.UNIX);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        successors.bind(UnixDomainSocketAddress.of(path));
        return new HandOver(listener, successors);
    }

    private static HandOver succeed(Path path) throws IOException {
        try (SocketChannel predecessor = PROVIDER.openSocketChannel(StandardProtocolFamily.UNIX)) {
            predecessor.connect(UnixDomainSocketAddress.of(path));
            try (ReceivedChannels received = Headrace.receiveChannels(predecessor, ByteBuffer.allocate(1))) {
                return new HandOver(
                        received.take(0, ServerSocketChannel.class), received.take(1, ServerSocketChannel.class));
            }
        }
    }

    /** What a thread does until the listeners are closed. */
    private interface Task {
        void run() throws IOException;
    }

    private static void start(String name, Task task) {
        Thread thread = new Thread(() -> untilClosed(task), name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void untilClosed(Task task) {
        try {
            task.run();
        } catch (ClosedChannelException closed) {
            System.out.println(Thread.currentThread().getName() + " has ended");
        } catch (IOException e) {
            System.err.println(Thread.currentThread().getName() + ": " + e.getMessage());
        }
    }

    private void handOver() throws IOException {
        while (true) {
            try (SocketChannel successor = successors.accept()) {
                Headrace.sendChannels(successor, ByteBuffer.allocate(1), listener, successors);
            }
        }
    }

    /** The successor's listeners stay open. */
    private void awaitEnd() throws IOException {
        while (System.in.read() >= 0) {}
        listener.close();
        successors.close();
    }

    private void serve() {
        ByteBuffer request = ByteBuffer.allocate(1);
        ByteBuffer answer = ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII));
        untilClosed(() -> {
            while (true) {
                try (SocketChannel client = listener.accept()) {
                    client.read(request.clear());
                    client.write(answer.rewind());
                }
            }
        });
    }
}
