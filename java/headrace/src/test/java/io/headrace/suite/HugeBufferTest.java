// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.SPARSE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.Connection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The longest buffer that there is, 2 GiB - 1: mapped of a file that has holes in place of pages. */
@Bounded
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a file that is mapped can be neither cut nor deleted there")
class HugeBufferTest {
    private static final int SIZE = Integer.MAX_VALUE;
    private static final byte[] LAST = {1, 2, 3, 4, 5, 6, 7};

    private ByteBuffer huge;

    @BeforeEach
    void map(@TempDir Path folder) throws IOException {
        try (FileChannel file = FileChannel.open(folder.resolve("huge"), CREATE_NEW, SPARSE, READ, WRITE)) {
            huge = file.map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
        }
    }

    @Test
    void aWriteMovesThePositionByWhatWasSent() throws IOException {
        try (Connection connection = Connection.open()) {
            int n = connection.channel.write(huge);
            assertThat(n).isPositive();
            assertThat(huge.position()).isEqualTo(n);
            assertThat(connection.peerReceives(n)).containsOnly(0);
        }
    }

    @Test
    void aReadTakesWhatIsThere() throws IOException {
        try (Connection connection = Connection.open()) {
            connection.channel.configureBlocking(true);
            connection.peerSends(LAST);
            assertThat(connection.channel.read(huge)).isEqualTo(LAST.length);
            assertThat(huge.position()).isEqualTo(LAST.length);
            assertThat(huge.get(LAST.length - 1)).isEqualTo((byte) LAST.length);
        }
    }

    @Test
    void theLastBytesAreWrittenAndRead() throws IOException {
        huge.put(SIZE - LAST.length, LAST);
        try (Connection connection = Connection.open()) {
            connection.channel.configureBlocking(true);
            ByteBuffer end = huge.duplicate().position(SIZE - LAST.length);
            assertThat(connection.channel.write(end)).isEqualTo(LAST.length);
            assertThat(end.position()).isEqualTo(SIZE);
            assertThat(connection.peerReceives(LAST.length)).isEqualTo(LAST);
            connection.peerSends(new byte[] {9});
            assertThat(connection.channel.read(huge.position(SIZE - 1))).isEqualTo(1);
            assertThat(huge.get(SIZE - 1)).isEqualTo((byte) 9);
        }
    }

    @Test
    void severalTogetherAreMoreThanAnIntCounts() throws IOException {
        ByteBuffer[] buffers = {huge, huge.duplicate(), ByteBuffer.allocate(1), huge.duplicate()};
        try (Connection connection = Connection.open()) {
            long n = connection.channel.write(buffers);
            assertThat(n).isPositive().isEqualTo(huge.position());
            assertThat(connection.peerReceives((int) n)).containsOnly(0);
            assertThat(buffers[1].position()).isZero();
            connection.channel.configureBlocking(true);
            connection.peerSends(LAST);
            huge.position(SIZE - 3);
            assertThat(connection.channel.read(buffers)).isEqualTo(LAST.length);
            assertThat(huge.hasRemaining()).isFalse();
            assertThat(buffers[1].position()).isEqualTo(4);
            assertThat(huge.get(SIZE - 1)).isEqualTo((byte) 3);
            assertThat(buffers[1].get(3)).isEqualTo((byte) 7);
        }
    }

    @Test
    void aPipeTakesAndGivesWhatItHolds() throws IOException {
        Pipe pipe = Pipe.open();
        try (Pipe.SinkChannel sink = pipe.sink();
                Pipe.SourceChannel source = pipe.source()) {
            sink.configureBlocking(false);
            int n = sink.write(huge);
            assertThat(n).isPositive().isEqualTo(huge.position());
            assertThat(source.read(huge.duplicate())).isEqualTo(n);
        }
    }

    @Test
    void aDatagramIsReceivedAndNoneSent() throws IOException {
        try (DatagramChannel channel = DatagramChannel.open().bind(ChannelPair.anyLoopbackPort())) {
            InetSocketAddress self = (InetSocketAddress) channel.getLocalAddress();
            assertThatThrownBy(() -> channel.send(huge, self)).isInstanceOf(IOException.class);
            assertThat(huge.position()).isZero();
            channel.send(ByteBuffer.wrap(LAST), self);
            assertThat(channel.receive(huge)).isEqualTo(self);
            assertThat(huge.position()).isEqualTo(LAST.length);
        }
    }
}
