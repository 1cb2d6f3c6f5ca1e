// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.Feature;
import io.headrace.Headrace;
import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.JdkChannels;
import io.headrace.suite.support.NeedsFeature;
import io.headrace.suite.support.Proc;
import io.headrace.suite.support.Tool;
import io.headrace.suite.support.Waiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that move inside the system: from files, and between sockets and pipes. */
@Bounded
@NeedsFeature(Feature.TRANSFER)
class KernelTransferTest {
    private static final int MANY = 3_000_001;

    /** Reads until the end, and prints how many bytes there were and their CRC. */
    private static final String RECEIVER = """
            import socket, zlib
            s = socket.socket()
            s.bind(("127.0.0.1", 0))
            s.listen(1)
            print(s.getsockname()[1], flush=True)
            c = s.accept()[0]
            count, crc = 0, 0
            while True:
                data = c.recv(65536)
                if not data:
                    break
                count += len(data)
                crc = zlib.crc32(data, crc)
            print(count, crc, flush=True)
            """;

    @TempDir
    private Path folder;

    @AutoClose
    private final ChannelPair pair = ChannelPair.open();

    @AutoClose
    private final Pipe.SourceChannel source;

    @AutoClose
    private final Pipe.SinkChannel sink;

    KernelTransferTest() throws IOException {
        Pipe pipe = Pipe.open();
        source = pipe.source();
        sink = pipe.sink();
    }

    @BeforeAll
    static void needLinux() {
        Proc.assumePresent();
    }

    private FileChannel file(byte[] content) throws IOException {
        Path path = folder.resolve("file");
        Files.write(path, content);
        return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] read(ReadableByteChannel from, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining() && from.read(buffer) >= 0) {
            Thread.onSpinWait();
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    @Test
    void theyAreFeatures() {
        assertThat(Headrace.supports(Feature.TRANSFER)).isTrue();
        assertThat(Headrace.supports(Feature.SPLICE)).isTrue();
    }

    @Test
    void aPartOfAFileGoesToASocketAndLeavesThePositionAlone() throws IOException {
        byte[] content = random(10_000);
        try (FileChannel file = file(content)) {
            file.position(7);
            assertThat(Headrace.transfer(file, 100, 5_000, pair.client)).isEqualTo(5_000);
            assertThat(file.position()).isEqualTo(7);
            assertThat(read(pair.server, 5_000)).isEqualTo(Arrays.copyOfRange(content, 100, 5_100));
            assertThat(Headrace.transfer(file, 9_000, 5_000, pair.client)).isEqualTo(1_000);
            assertThat(Headrace.transfer(file, 10_000, 1, pair.client)).isZero();
            assertThat(Headrace.transfer(file, 0, 0, pair.client)).isZero();
        }
    }

    @Test
    void aWholeFileGoesToAPeerInPython() throws IOException, InterruptedException {
        Tool.assumePresent("python3");
        byte[] content = random(MANY);
        CRC32 crc = new CRC32();
        crc.update(content);
        Process peer = new ProcessBuilder("python3", "-c", RECEIVER)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (FileChannel file = file(content);
                BufferedReader lines = peer.inputReader();
                SocketChannel channel =
                        SocketChannel.open(new InetSocketAddress("127.0.0.1", Integer.parseInt(lines.readLine())))) {
            assertThat(Headrace.transfer(file, 0, Long.MAX_VALUE - 1, channel)).isEqualTo(MANY);
            channel.shutdownOutput();
            assertThat(lines.readLine()).isEqualTo(MANY + " " + crc.getValue());
        }
        assertThat(peer.waitFor()).isZero();
    }

    @Test
    void aBlockingTransferWaitsForRoomAlsoAfterReads() throws Exception {
        byte[] content = random(MANY * 4);
        pair.server.write(ByteBuffer.allocate(1));
        assertThat(pair.client.read(ByteBuffer.allocate(1))).isEqualTo(1);
        try (FileChannel file = file(content)) {
            Background<Long> sent = Background.start(() -> Headrace.transfer(file, 0, content.length, pair.client));
            assertThat(read(pair.server, content.length)).isEqualTo(content);
            assertThat(sent.result()).isEqualTo(content.length);
        }
    }

    @Test
    void aNonBlockingTransferSendsWhatThereIsRoomForAndTheKeyTellsWhenThereIsMore() throws IOException {
        byte[] content = random(MANY * 4);
        pair.client.configureBlocking(false);
        pair.server.configureBlocking(false);
        try (FileChannel file = file(content);
                Selector selector = Selector.open()) {
            SelectionKey key = pair.client.register(selector, SelectionKey.OP_WRITE);
            ByteBuffer received = ByteBuffer.allocate(content.length);
            long sent = 0;
            boolean partial = false;
            while (sent < content.length) {
                long n = Headrace.transfer(file, sent, content.length - sent, pair.client);
                partial |= n < content.length - sent;
                sent += n;
                if (n == 0) {
                    assertThat(Waiting.isReady(key)).isFalse();
                    while (pair.server.read(received) > 0) {
                        Thread.onSpinWait();
                    }
                    Waiting.untilReady(key, SelectionKey.OP_WRITE);
                }
            }
            assertThat(partial).isTrue();
            while (received.hasRemaining()) {
                pair.server.read(received);
            }
            assertThat(received.array()).isEqualTo(content);
        }
    }

    @Test
    void aFileThatShrinksEndsTheTransfer() throws Exception {
        byte[] content = random(MANY * 4);
        try (FileChannel file = file(content)) {
            Background<Long> sent =
                    Background.startBlockedIn("send", () -> Headrace.transfer(file, 0, MANY * 8L, pair.client));
            file.truncate(1);
            long received = 0;
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            pair.server.configureBlocking(false);
            while (sent.thread.isAlive()) {
                received += Math.max(0, pair.server.read(buffer.clear()));
            }
            assertThat(sent.result()).isBetween(1L, (long) content.length - 1);
            pair.client.close();
            pair.server.configureBlocking(true);
            for (int n = 0; n >= 0; n = pair.server.read(buffer.clear())) {
                received += n;
            }
            assertThat(received).isEqualTo(sent.result());
        }
    }

    @Test
    void aBlockedTransferEndsWhenTheChannelIsClosed() throws Exception {
        try (FileChannel file = file(random(MANY * 4))) {
            Background<Long> sent =
                    Background.startBlockedIn("send", () -> Headrace.transfer(file, 0, MANY * 4, pair.client));
            pair.client.close();
            assertThat(sent.result())
                    .as("what was sent is told, as a write does")
                    .isPositive();
        }
    }

    @Test
    void aFileGoesToAPipe() throws IOException {
        byte[] content = random(10_000);
        try (FileChannel file = file(content)) {
            assertThat(Headrace.transfer(file, 0, 10_000, sink)).isEqualTo(10_000);
            assertThat(read(source, 10_000)).isEqualTo(content);
        }
    }

    @Test
    void whatCannotBeTransferredIsRefused() throws IOException {
        Path path = folder.resolve("written");
        try (FileChannel file = file(random(10));
                FileChannel writeOnly = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                SocketChannel jdks = JdkChannels.provider().openSocketChannel();
                SocketChannel unconnected = SocketChannel.open()) {
            assertThatThrownBy(() -> Headrace.transfer(file, -1, 1, pair.client))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("position");
            assertThatThrownBy(() -> Headrace.transfer(file, 0, -1, pair.client))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("count");
            assertThatThrownBy(() -> Headrace.transfer(file, 0, 1, jdks))
                    .isExactlyInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Headrace.transfer(file, 0, 1, unconnected))
                    .isExactlyInstanceOf(NotYetConnectedException.class);
            assertThatThrownBy(() -> Headrace.transfer(writeOnly, 0, 1, pair.client))
                    .isExactlyInstanceOf(NonReadableChannelException.class);
            pair.client.shutdownOutput();
            assertThatThrownBy(() -> Headrace.transfer(file, 0, 1, pair.client))
                    .isExactlyInstanceOf(AsynchronousCloseException.class);
            pair.client.close();
            assertThatThrownBy(() -> Headrace.transfer(file, 0, 1, pair.client))
                    .isExactlyInstanceOf(ClosedChannelException.class);
        }
        FileChannel closed = file(random(10));
        closed.close();
        assertThatThrownBy(() -> Headrace.transfer(closed, 0, 1, sink)).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void bytesGoFromSocketToSocketByWayOfAPipe() throws Exception {
        byte[] content = random(MANY);
        try (ChannelPair other = ChannelPair.open()) {
            Background<Integer> written = Background.start(() -> {
                int n = pair.client.write(ByteBuffer.wrap(content));
                pair.client.shutdownOutput();
                return n;
            });
            Background<Long> moved = Background.start(() -> {
                long all = 0;
                for (long n = Headrace.splice(pair.server, sink, 1 << 20);
                        n >= 0;
                        n = Headrace.splice(pair.server, sink, 1 << 20)) {
                    all += n;
                    for (long left = n; left > 0; ) {
                        left -= Headrace.splice(source, other.client, left);
                    }
                }
                other.client.shutdownOutput();
                return all;
            });
            assertThat(read(other.server, MANY + 1)).isEqualTo(content);
            assertThat(moved.result()).isEqualTo(MANY);
            assertThat(written.result()).isEqualTo(MANY);
        }
    }

    @Test
    void aNonBlockingSpliceMovesWhatThereIs() throws IOException {
        pair.server.configureBlocking(false);
        sink.configureBlocking(false);
        source.configureBlocking(false);
        pair.client.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            SelectionKey key = pair.server.register(selector, SelectionKey.OP_READ);
            assertThat(Headrace.splice(pair.server, sink, 100)).isZero();
            assertThat(Waiting.isReady(key)).isFalse();
            pair.client.write(ByteBuffer.allocate(10));
            Waiting.untilReady(key, SelectionKey.OP_READ);
            assertThat(Headrace.splice(pair.server, sink, 4)).isEqualTo(4);
            assertThat(Waiting.isReady(key)).as("the rest").isTrue();
            assertThat(Headrace.splice(pair.server, sink, 100)).isEqualTo(6);
            assertThat(Waiting.isReady(key)).isFalse();
            assertThat(read(source, 10)).hasSize(10);
            pair.client.close();
            Waiting.untilReady(key, SelectionKey.OP_READ);
            assertThat(Headrace.splice(pair.server, sink, 100)).isEqualTo(-1);
            assertThat(Waiting.isReady(key)).isTrue();
            assertThat(pair.server.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void aBlockedSpliceEndsWhenAChannelIsClosed() throws Exception {
        Background<Long> waiting = Background.startBlockedIn("splice", () -> Headrace.splice(pair.server, sink, 1));
        pair.server.close();
        assertThat(waiting.failure()).isExactlyInstanceOf(AsynchronousCloseException.class);
        try (ChannelPair other = ChannelPair.open()) {
            Background<Long> full = Background.start(() -> {
                other.client.write(ByteBuffer.allocate(1 << 20));
                return 0L;
            });
            assertThat(Headrace.splice(other.server, sink, 1 << 20)).isPositive();
            Background<Long> blocked = Background.start(() -> {
                while (true) {
                    Headrace.splice(other.server, sink, 1 << 20);
                }
            });
            Waiting.untilBlockedIn(blocked.thread, "splice");
            sink.close();
            assertThat(blocked.failure()).isInstanceOf(ClosedChannelException.class);
            other.server.close();
            full.thread.join();
        }
    }

    @Test
    void aLargerPipeTakesMoreInOneSplice() throws Exception {
        int large = 1 << 19;
        sink.configureBlocking(false);
        source.configureBlocking(false);
        try (FileChannel file = file(random(2 * large));
                Selector selector = Selector.open()) {
            SelectionKey key = sink.register(selector, SelectionKey.OP_WRITE);
            int small = (int) Headrace.transfer(file, 0, 2 * large, sink);
            assertThat(Waiting.isReady(key)).isFalse();
            assertThat(Headrace.resizePipe(sink, large)).isEqualTo(large);
            assertThat(Waiting.isReady(key)).as("there is room again").isTrue();
            assertThat(small + Headrace.transfer(file, small, 2 * large, sink)).isEqualTo(large);
            assertThatThrownBy(() -> Headrace.resizePipe(sink, 4096))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessageMatching("Device or resource busy|Resource busy");
            assertThat(read(source, large)).isEqualTo(Arrays.copyOf(random(2 * large), large));
            assertThat(Headrace.resizePipe(sink, 4097)).isEqualTo(8192);
        }
        assertThatThrownBy(() -> Headrace.resizePipe(sink, 0))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bytes: 0");
        Pipe jdks = JdkChannels.provider().openPipe();
        jdks.source().close();
        try (Pipe.SinkChannel other = jdks.sink()) {
            assertThatThrownBy(() -> Headrace.resizePipe(other, 1)).isExactlyInstanceOf(IllegalArgumentException.class);
        }
        sink.close();
        assertThatThrownBy(() -> Headrace.resizePipe(sink, 1)).isExactlyInstanceOf(ClosedChannelException.class);
    }

    @Test
    void twoSocketsNeedAPipeBetween() throws IOException {
        assertThatThrownBy(() -> Headrace.splice(pair.server, pair.client, 1))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pipe");
        source.close();
        pair.client.write(ByteBuffer.allocate(1));
        assertThatThrownBy(() -> Headrace.splice(pair.server, sink, 1))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("Broken pipe");
    }
}
