// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.NeedsUnixDomain;
import io.headrace.suite.support.TestThreads;
import io.headrace.suite.support.Transfer;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In the Unix domain a peer can end its input: writes to it fail, and it still sends. */
@Bounded
@NeedsUnixDomain
class HalfClosedUnixDomainTest {
    private static final int MUCH = 3_000_000;

    @AutoClose
    private final Selector selector = Selector.open();

    private SocketChannel channel;
    private SocketChannel peer;
    private SelectionKey key;

    HalfClosedUnixDomainTest() throws IOException {}

    @BeforeEach
    void connect(@TempDir Path folder) throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(folder.resolve("s")));
            channel = SocketChannel.open(listener.getLocalAddress());
            peer = listener.accept();
        }
        channel.configureBlocking(false);
        key = channel.register(selector, OP_READ);
        assertThat(selector.selectNow()).isZero();
    }

    @AfterEach
    void close() throws IOException {
        channel.close();
        peer.close();
    }

    private void writeInVain() {
        assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1))).hasMessage("Broken pipe");
    }

    @Test
    void aWriteThatFailsDoesNotMakeTheKeyReadable() throws IOException {
        peer.shutdownInput();
        writeInVain();
        assertThat(Waiting.isReady(key)).isFalse();
        assertThat(Waiting.isReady(key)).isFalse();
    }

    @Test
    void whatComesAfterAWriteThatFailedIsRead() throws IOException {
        peer.shutdownInput();
        for (int i = 0; i < 10; i++) {
            writeInVain();
            peer.write(ByteBuffer.allocate(3));
            Waiting.untilReady(key, OP_READ);
            assertThat(channel.read(ByteBuffer.allocate(10))).isEqualTo(3);
            assertThat(Waiting.isReady(key)).isFalse();
        }
    }

    @Test
    void aWriteThatFailsLeavesTheKeyWritable() throws IOException {
        peer.shutdownInput();
        key.interestOps(OP_WRITE);
        for (int i = 0; i < 3; i++) {
            writeInVain();
            assertThat(Waiting.isReady(key)).isTrue();
        }
    }

    @Test
    void aWriteThatFailsMakesNoRoomInAFullSocket() throws IOException {
        Waiting.untilFull(channel);
        peer.shutdownInput();
        writeInVain();
        key.interestOps(OP_WRITE);
        assertThat(Waiting.isReady(key)).isFalse();
    }

    /** Poll(2) does not wake such a writer. */
    @ParameterizedTest
    @EnumSource
    void aBlockedWriteAnswersWhatItSentWhenThePeerEndsItsInput(Transfer transfer) throws Exception {
        TestThreads.assumePlatform();
        block();
        Background<Integer> write = Background.startBlockedIn("write", () -> transfer.write(channel, MUCH));
        assertThat(peer.read(ByteBuffer.allocate(1))).isEqualTo(1);
        peer.shutdownInput();
        assertThat(write.result()).isBetween(1, MUCH - 1);
        writeInVain();
    }

    @Test
    void aBlockedWriteThatSentNothingFailsWhenThePeerEndsItsInput() throws Exception {
        Waiting.untilFull(channel);
        block();
        Background<Integer> write = Background.startBlockedIn("write", () -> channel.write(ByteBuffer.allocate(10)));
        peer.shutdownInput();
        assertThat(write.failure()).isExactlyInstanceOf(IOException.class).hasMessage("Broken pipe");
    }

    private void block() throws IOException {
        key.cancel();
        selector.selectNow();
        channel.configureBlocking(true);
    }
}
