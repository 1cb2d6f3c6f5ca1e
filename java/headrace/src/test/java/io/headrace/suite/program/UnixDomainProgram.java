// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.program;

import static java.nio.file.StandardOpenOption.READ;

import io.headrace.suite.support.Background;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** What of the Unix domain depends on how the JVM was started: the encoding, the folder for sockets, the exports. */
public final class UnixDomainProgram {
    private static final int SIZE = 8 << 20;

    private UnixDomainProgram() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "path" -> path(Path.of(URI.create(arguments[1])));
            case "relative" -> path(relative(URI.create(arguments[1])));
            case "temporary" -> temporary();
            case "blocking" -> transfer(Path.of(arguments[1]), true);
            case "nonblocking" -> transfer(Path.of(arguments[1]), false);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static Path relative(URI uri) {
        return Path.of("").toAbsolutePath().relativize(Path.of(uri));
    }

    private static void path(Path path) throws IOException {
        System.out.println("encoding " + System.getProperty("sun.jnu.encoding"));
        UnixDomainSocketAddress at = UnixDomainSocketAddress.of(path);
        try (ServerSocketChannel listener = listen(at);
                SocketChannel client = SocketChannel.open(listener.getLocalAddress());
                SocketChannel server = listener.accept()) {
            System.out.println("file " + Files.exists(path));
            System.out.println("local " + listener.getLocalAddress().equals(at));
            System.out.println("server " + server.getLocalAddress().equals(at));
            System.out.println("remote " + client.getRemoteAddress().equals(at));
        }
    }

    private static ServerSocketChannel listen(UnixDomainSocketAddress at) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(at);
    }

    private static void temporary() throws IOException {
        try (ServerSocketChannel listener = listen(null)) {
            System.out.println("at " + listener.getLocalAddress());
        }
    }

    private static void transfer(Path folder, boolean blocking) throws Exception {
        byte[] bytes = new byte[SIZE];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(folder.resolve("file"), bytes);
        UnixDomainSocketAddress at = UnixDomainSocketAddress.of(folder.resolve("s"));
        try (ServerSocketChannel listener = listen(at);
                SocketChannel to = SocketChannel.open(at);
                SocketChannel peer = listener.accept();
                FileChannel from = FileChannel.open(file, READ)) {
            System.out.println("class " + to.getClass().getSimpleName());
            to.configureBlocking(blocking);
            Background<ByteBuffer> reading = Background.start(() -> receive(peer));
            send(from, to);
            System.out.println("same " + reading.result().flip().equals(ByteBuffer.wrap(bytes)));
        }
    }

    private static ByteBuffer receive(SocketChannel peer) throws IOException {
        ByteBuffer received = ByteBuffer.allocate(SIZE);
        while (received.hasRemaining() && peer.read(received) > 0) {}
        return received;
    }

    private static void send(FileChannel from, SocketChannel to) throws IOException {
        try (Selector selector = Selector.open()) {
            if (!to.isBlocking()) {
                to.register(selector, SelectionKey.OP_WRITE);
            }
            for (long at = 0; at < SIZE; ) {
                if (!to.isBlocking()) {
                    selector.select();
                    selector.selectedKeys().clear();
                }
                at += from.transferTo(at, SIZE - at, to);
            }
        }
    }
}
