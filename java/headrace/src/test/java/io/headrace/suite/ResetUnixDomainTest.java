// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

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
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A peer in the Unix domain that closes with unread input resets the connection. */
@Bounded
@NeedsUnixDomain
class ResetUnixDomainTest {
    private static final int MUCH = 3_000_000;

    private SocketChannel channel;
    private SocketChannel peer;

    @BeforeEach
    void connect(@TempDir Path folder) throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(folder.resolve("s")));
            channel = SocketChannel.open(listener.getLocalAddress());
            peer = listener.accept();
        }
    }

    @AfterEach
    void close() throws IOException {
        channel.close();
        peer.close();
    }

    private void expectOver() throws IOException {
        assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1))).hasMessage("Broken pipe");
        assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource
    void aBlockedWriteThatSentAPartTakesTheReset(Transfer transfer) throws Exception {
        TestThreads.assumePlatform();
        Background<Integer> write = Background.startBlockedIn("write", () -> transfer.write(channel, MUCH));
        assertThat(peer.read(ByteBuffer.allocate(1))).isEqualTo(1);
        peer.close();
        assertThat(write.result()).isBetween(1, MUCH - 1);
        expectOver();
    }

    @Test
    void aBlockedWriteThatSentNothingSaysIt() throws Exception {
        channel.configureBlocking(false);
        Waiting.untilFull(channel);
        channel.configureBlocking(true);
        Background<Integer> write = Background.startBlockedIn("write", () -> channel.write(ByteBuffer.allocate(10)));
        peer.close();
        assertThat(write.failure()).isExactlyInstanceOf(IOException.class).hasMessage("Connection reset by peer");
        expectOver();
    }

    @Test
    void withoutABlockedWriteAReadSaysIt() throws IOException {
        channel.write(ByteBuffer.allocate(10));
        peer.close();
        assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1))).hasMessage("Broken pipe");
        assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1))).hasMessage("Connection reset");
    }
}
