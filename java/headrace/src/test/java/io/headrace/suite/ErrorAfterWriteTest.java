// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.Connection;
import io.headrace.suite.support.ForeignArena;
import io.headrace.suite.support.TestThreads;
import io.headrace.suite.support.Transfer;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A blocked write that the peer's reset cuts short answers what it sent: the next operation says why. */
@Bounded
class ErrorAfterWriteTest {
    private static final int MUCH = 60_000_000;
    private static final int TAKEN = 1_000_000;

    @AutoClose
    private final Connection connection = Connection.open();

    private final SocketChannel channel = connection.channel;

    ErrorAfterWriteTest() throws IOException {
        channel.configureBlocking(true);
    }

    private interface Write {
        long run() throws IOException;
    }

    /** The peer takes a part and resets once the write waits for more room. */
    private Background<Long> cutShort(Write write) throws Exception {
        TestThreads.assumePlatform();
        Background<Long> background = Background.start(write::run);
        connection.peerReceives(TAKEN);
        Waiting.untilBlockedIn(background.thread, "write");
        connection.peerResets();
        return background;
    }

    private void writeAPart(Transfer transfer) throws Exception {
        assertThat(cutShort(() -> transfer.write(channel, MUCH)).result()).isBetween((long) TAKEN, MUCH - 1L);
    }

    private int read() throws IOException {
        return channel.read(ByteBuffer.allocate(10));
    }

    private int write() throws IOException {
        return channel.write(ByteBuffer.allocate(10));
    }

    @ParameterizedTest
    @EnumSource
    void theNextReadSaysWhy(Transfer transfer) throws Exception {
        writeAPart(transfer);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(this::read)
                    .isExactlyInstanceOf(SocketException.class)
                    .hasMessage("Connection reset");
        }
        assertThatThrownBy(this::write).hasMessage("Broken pipe");
    }

    @ParameterizedTest
    @EnumSource
    void theNextWriteSaysWhyAndAReadIsAtTheEnd(Transfer transfer) throws Exception {
        writeAPart(transfer);
        assertThatThrownBy(this::write).isExactlyInstanceOf(IOException.class).hasMessage("Connection reset by peer");
        assertThat(read()).isEqualTo(-1);
        assertThatThrownBy(this::write).hasMessage("Broken pipe");
    }

    @ParameterizedTest
    @EnumSource
    void theNextReadOfASelectedKeySaysWhy(Transfer transfer) throws Exception {
        writeAPart(transfer);
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            Waiting.untilReady(channel.register(selector, OP_READ), OP_READ);
            assertThatThrownBy(this::read).hasMessage("Connection reset");
        }
    }

    @Test
    void whatArrivedIsReadFirst() throws Exception {
        connection.peerSends(3);
        writeAPart(Transfer.HEAP);
        assertThat(read()).isEqualTo(3);
        assertThatThrownBy(this::read).hasMessage("Connection reset");
    }

    @Test
    void aReadOfNothingDoesNotTakeTheReason() throws Exception {
        writeAPart(Transfer.HEAP);
        assertThat(channel.read(ByteBuffer.allocate(0))).isZero();
        assertThat(channel.write(ByteBuffer.allocate(0))).isZero();
        assertThatThrownBy(this::read).hasMessage("Connection reset");
    }

    @Test
    @EnabledForJreRange(minVersion = 22)
    void aWriteThatItsMemoryRefusesDoesNotTakeTheReason() throws Exception {
        ForeignArena arena = ForeignArena.open("ofShared");
        ByteBuffer closed = arena.allocate(10);
        arena.close();
        ByteBuffer[] vector = {ByteBuffer.allocate(10), closed};
        writeAPart(Transfer.HEAP);
        assertThatThrownBy(() -> channel.write(closed)).isExactlyInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> channel.write(vector)).isExactlyInstanceOf(IllegalStateException.class);
        assertThatThrownBy(this::read).hasMessage("Connection reset");
    }

    @Test
    void theOutputStreamOfTheSocketSaysWhyAtOnce() throws Exception {
        Background<Long> write = cutShort(() -> {
            channel.socket().getOutputStream().write(new byte[MUCH]);
            return 0L;
        });
        assertThat(write.failure()).isExactlyInstanceOf(IOException.class).hasMessage("Connection reset by peer");
        assertThat(read()).isEqualTo(-1);
    }

    @Test
    void theInputStreamOfTheSocketSaysWhy() throws Exception {
        writeAPart(Transfer.HEAP);
        assertThatThrownBy(() -> channel.socket().getInputStream().read()).hasMessage("Connection reset");
    }

    @Test
    void aReadWithATimeoutSaysWhy() throws Exception {
        writeAPart(Transfer.HEAP);
        channel.socket().setSoTimeout(10_000);
        assertThatThrownBy(() -> channel.socket().getInputStream().read()).hasMessage("Connection reset");
    }

    @Test
    void aReadThatWaitsMeanwhileSaysWhy() throws Exception {
        Background<Integer> read = Background.startBlockedIn("read", this::read);
        writeAPart(Transfer.HEAP);
        assertThat(read.failure()).isExactlyInstanceOf(SocketException.class).hasMessage("Connection reset");
        assertThatThrownBy(this::write).isExactlyInstanceOf(IOException.class).hasMessage("Broken pipe");
    }
}
