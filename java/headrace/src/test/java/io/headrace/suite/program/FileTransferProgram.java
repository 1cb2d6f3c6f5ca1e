// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.program;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.headrace.suite.support.Connection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * Sends a file of 8 MiB, and prints what the channel was, the sum of the bytes that arrived, and how many selects it
 * took.
 */
public final class FileTransferProgram {
    private static final int SIZE = 8 << 20;

    /** Small and fixed, so that the file does not fit. */
    private static final int SOCKET_BUFFER = 1 << 16;

    private FileTransferProgram() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Files.createTempFile("transfer", ".bin");
        try (Connection connection = Connection.open()) {
            System.out.println("class " + connection.channel.getClass().getSimpleName());
            byte[] bytes = new byte[SIZE];
            new Random(1).nextBytes(bytes);
            Files.write(file, bytes);
            switch (arguments[0]) {
                case "blocking" -> send(connection, file, FileTransferProgram::sendBlocking);
                case "nonblocking" -> send(connection, file, FileTransferProgram::sendSelecting);
                case "nonblocking-after-a-read" -> {
                    readBlocking(connection);
                    send(connection, file, FileTransferProgram::sendSelecting);
                }
                case "receive" -> receive(connection, file, bytes);
                case "shrinking" -> shrink(connection, file);
                case "truncated" -> truncate(connection, file, true);
                case "truncated-nonblocking" -> truncate(connection, file, false);
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        } finally {
            Files.delete(file);
        }
    }

    private interface Sending {
        void send(FileChannel from, SocketChannel to) throws IOException;
    }

    private static void send(Connection connection, Path file, Sending sending) throws Exception {
        CRC32 arrived = new CRC32();
        connection.peer.setReceiveBufferSize(SOCKET_BUFFER);
        connection.channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
        Thread reader = new Thread(() -> {
            try (InputStream in = connection.peer.getInputStream()) {
                for (int left = SIZE; left > 0; ) {
                    byte[] part = in.readNBytes(Math.min(left, 1 << 20));
                    arrived.update(part);
                    left -= part.length;
                    // The writer is to find the socket full.
                    Thread.sleep(20);
                }
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        reader.start();
        try (FileChannel from = FileChannel.open(file, READ)) {
            sending.send(from, connection.channel);
        }
        reader.join();
        System.out.println("same " + (arrived.getValue() == sum(Files.readAllBytes(file))));
    }

    private static void sendBlocking(FileChannel from, SocketChannel to) throws IOException {
        to.configureBlocking(true);
        long calls = 0;
        for (long at = 0; at < SIZE; calls++) {
            at += from.transferTo(at, SIZE - at, to);
        }
        System.out.println("calls " + calls);
    }

    private static void readBlocking(Connection connection) throws IOException {
        connection.peerSends(1);
        connection.channel.configureBlocking(true);
        connection.channel.read(ByteBuffer.allocate(1));
        connection.channel.configureBlocking(false);
    }

    private static void sendSelecting(FileChannel from, SocketChannel to) throws IOException {
        long selects = 0;
        long idle = 0;
        try (Selector selector = Selector.open()) {
            to.register(selector, SelectionKey.OP_WRITE);
            for (long at = 0; at < SIZE; selects++) {
                selector.select();
                selector.selectedKeys().clear();
                long n = from.transferTo(at, SIZE - at, to);
                at += n;
                idle += n == 0 ? 1 : 0;
            }
        }
        System.out.println("selects " + selects);
        System.out.println("idle " + idle);
    }

    private static void receive(Connection connection, Path file, byte[] bytes) throws Exception {
        connection.channel.configureBlocking(true);
        Thread writer = new Thread(() -> {
            try {
                connection.peerSends(bytes);
                connection.peer.shutdownOutput();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        writer.start();
        try (FileChannel to = FileChannel.open(file, WRITE, TRUNCATE_EXISTING)) {
            long at = 0;
            for (long n; (n = to.transferFrom(connection.channel, at, SIZE)) > 0; ) {
                at += n;
            }
        }
        writer.join();
        System.out.println("same " + (sum(bytes) == sum(Files.readAllBytes(file))));
    }

    /** What is mapped of a file that is no longer there: an IOException, whichever way it is written. */
    private static void shrink(Connection connection, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, READ, WRITE)) {
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
            channel.truncate(0);
            report(() -> connection.channel.write(mapped));
            report(() -> connection.channel.write(new ByteBuffer[] {mapped, ByteBuffer.allocate(1)}));
            connection.peerSends(100);
            connection.channel.configureBlocking(true);
            report(() -> connection.channel.read(mapped));
        }
    }

    /** The reader takes a part, so that the writer is in the middle, then the file loses its end. */
    private static void truncate(Connection connection, Path file, boolean blocking) throws Exception {
        connection.channel.configureBlocking(blocking);
        Thread reader = new Thread(() -> {
            try (InputStream in = connection.peer.getInputStream();
                    FileChannel shrunk = FileChannel.open(file, WRITE)) {
                in.readNBytes(SIZE / 4);
                shrunk.truncate(SIZE / 8);
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        reader.start();
        long at = 0;
        try (FileChannel from = FileChannel.open(file, READ)) {
            while (at < from.size()) {
                at += from.transferTo(at, SIZE - at, connection.channel);
            }
            System.out.println("ended short");
        } catch (IOException e) {
            System.out.println("ended " + e.getMessage());
        }
        connection.channel.configureBlocking(true);
        System.out.println("still writes " + connection.channel.write(ByteBuffer.allocate(1)));
        connection.channel.close();
        reader.join();
    }

    private interface Operation {
        long run() throws IOException;
    }

    private static void report(Operation operation) {
        try {
            System.out.println("answer " + operation.run());
        } catch (IOException e) {
            System.out.println("failure " + e.getMessage());
        }
    }

    private static long sum(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return sum.getValue();
    }
}
