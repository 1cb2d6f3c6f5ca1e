// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.Connection;
import io.headrace.suite.support.Proc;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A mapped file that was cut: a transfer ends where its memory does, and the socket is neither empty nor full. */
@Bounded
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a file that is mapped can be neither cut nor deleted there")
class MissingMemoryTest {
    private static final int MAPPED = 1 << 20;

    /** Room for a part of what the system moves in one go. */
    private static final int LEFT = 1 << 15;

    /** More than that, and less than a pipe holds. */
    private static final int SENT = 50_000;

    @AutoClose
    private final Selector selector = Selector.open();

    @AutoClose
    private final Connection connection = Connection.open();

    private ByteBuffer cut;

    MissingMemoryTest() throws IOException {}

    @BeforeEach
    void mapAndCut(@TempDir Path folder) throws IOException {
        Proc.assumePresent();
        try (FileChannel file = FileChannel.open(
                folder.resolve("file"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer mapped = file.map(FileChannel.MapMode.READ_WRITE, 0, MAPPED);
            file.truncate(LEFT);
            cut = mapped;
        }
    }

    private interface Transfer {
        long of(ByteBuffer... buffers) throws IOException;
    }

    private void expectCut(long n) {
        assertThat(n).isBetween(1L, (long) LEFT);
    }

    /** Some of what is there goes into what is left of the memory; the key stays ready for the rest. */
    private void receive(SelectionKey key, Transfer transfer) throws IOException {
        Waiting.untilReady(key, OP_READ);
        long n = transfer.of(cut, ByteBuffer.allocateDirect(8));
        expectCut(n);
        while (n < SENT) {
            Waiting.untilReady(key, OP_READ);
            n += transfer.of(ByteBuffer.allocate(SENT));
        }
        assertThat(n).isEqualTo(SENT);
        assertThat(Waiting.isReady(key)).isFalse();
    }

    private void send(SelectionKey key, Transfer transfer) throws IOException {
        Waiting.untilReady(key, OP_WRITE);
        expectCut(transfer.of(cut, ByteBuffer.allocateDirect(8)));
        Waiting.untilReady(key, OP_WRITE);
        assertThat(transfer.of(ByteBuffer.allocate(1))).isEqualTo(1);
    }

    private void peerSendsInSmallSegments() throws IOException {
        for (int sent = 0; sent < SENT; sent += SENT / 50) {
            connection.peerSends(SENT / 50);
        }
        InputStream input = connection.channel.socket().getInputStream();
        Waiting.until("all has arrived", () -> {
            try {
                return input.available() == SENT;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void aReceiveThatEndsSoLeavesTheKeyReadable() throws IOException {
        SelectionKey key = connection.channel.register(selector, OP_READ);
        peerSendsInSmallSegments();
        receive(key, buffers -> connection.channel.read(buffers[0]));
    }

    @Test
    void aScatterThatEndsSoLeavesTheKeyReadable() throws IOException {
        SelectionKey key = connection.channel.register(selector, OP_READ);
        peerSendsInSmallSegments();
        receive(key, connection.channel::read);
    }

    @Test
    void aReceiveIntoAPartOfTheBufferDoesToo() throws IOException {
        SelectionKey key = connection.channel.register(selector, OP_READ);
        peerSendsInSmallSegments();
        cut = cut.position(1).slice().duplicate();
        receive(key, buffers -> connection.channel.read(buffers[0]));
    }

    @Test
    void aSendThatEndsSoLeavesTheKeyWritable() throws IOException {
        SelectionKey key = connection.channel.register(selector, OP_WRITE);
        send(key, buffers -> connection.channel.write(buffers[0]));
    }

    @Test
    void aGatherThatEndsSoLeavesTheKeyWritable() throws IOException {
        SelectionKey key = connection.channel.register(selector, OP_WRITE);
        send(key, connection.channel::write);
    }

    @Test
    void aPipeIsNeitherEmptyNorFull() throws IOException {
        Pipe pipe = Pipe.open();
        try (Pipe.SourceChannel source = pipe.source();
                Pipe.SinkChannel sink = pipe.sink()) {
            source.configureBlocking(false);
            sink.write(ByteBuffer.allocate(SENT));
            receive(source.register(selector, OP_READ), buffers -> source.read(buffers[0]));
            sink.configureBlocking(false);
            cut.clear();
            send(sink.register(selector, OP_WRITE), buffers -> sink.write(buffers[0]));
        }
    }
}
