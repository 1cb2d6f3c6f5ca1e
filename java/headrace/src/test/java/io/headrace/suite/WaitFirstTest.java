// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.Connection;
import io.headrace.suite.support.DatagramPair;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Blocking input after one that had to wait: Headrace's then waits before it asks the system, and nobody may notice.
 */
@Bounded
class WaitFirstTest {
    private static final int TIMEOUT_MILLIS = 50;

    @AutoClose
    private final Connection connection = Connection.open();

    @AutoClose
    private final DatagramPair datagrams = new DatagramPair();

    @AutoClose
    private final ServerSocketChannel listener = ServerSocketChannel.open().bind(ChannelPair.anyLoopbackPort());

    private final SocketChannel channel = connection.channel;

    WaitFirstTest() throws IOException {}

    @BeforeEach
    void haveOneWait() throws Exception {
        channel.configureBlocking(true);
        Background<Integer> read = blockedRead();
        connection.peerSends(1);
        assertThat(read.result()).isEqualTo(1);
    }

    private Background<Integer> blockedRead() {
        return Background.startBlockedIn("read", () -> channel.read(ByteBuffer.allocateDirect(16)));
    }

    @Test
    void whatIsThereIsRead() throws IOException {
        connection.peerSends(5);
        assertThat(channel.read(ByteBuffer.allocate(16))).isEqualTo(5);
    }

    @Test
    void theEndIsRead() throws IOException {
        connection.peer.shutdownOutput();
        assertThat(channel.read(ByteBuffer.allocate(16))).isEqualTo(-1);
    }

    @Test
    void aReadWithoutRoomDoesNotBlock() throws IOException {
        assertThat(channel.read(ByteBuffer.allocate(0))).isZero();
        assertThat(channel.read(new ByteBuffer[] {ByteBuffer.allocate(0)})).isZero();
    }

    @Test
    void closingEndsARead() throws Exception {
        Background<Integer> read = blockedRead();
        channel.close();
        assertThat(read.failure()).isExactlyInstanceOf(AsynchronousCloseException.class);
        assertThat(connection.peer.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void anInterruptEndsARead() throws Exception {
        Background<Integer> read = blockedRead();
        read.thread.interrupt();
        assertThat(read.failure()).isExactlyInstanceOf(ClosedByInterruptException.class);
    }

    @Test
    void anInterruptBeforeTheReadEndsIt() throws IOException {
        connection.peerSends(1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1)))
                .isExactlyInstanceOf(ClosedByInterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void shutdownInputEndsARead() throws Exception {
        Background<Integer> read = blockedRead();
        channel.shutdownInput();
        assertThat(read.result()).isEqualTo(-1);
        assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }

    @Test
    void aNonBlockingReadDoesNotWait() throws IOException {
        channel.configureBlocking(false);
        assertThat(channel.read(ByteBuffer.allocate(1))).isZero();
    }

    @Test
    void aReadThatTimesOutKeepsTheChannel() throws IOException {
        Socket socket = channel.socket();
        socket.setSoTimeout(TIMEOUT_MILLIS);
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> socket.getInputStream().read());
        connection.peerSends(new byte[] {7});
        assertThat(socket.getInputStream().read()).isEqualTo(7);
    }

    @Test
    void anAcceptTakesWhatIsThereAndTimesOutWhereNothingIs() throws Exception {
        Background<SocketChannel> accept = Background.startBlockedIn("accept", listener::accept);
        ServerSocket socket = listener.socket();
        try (Socket one = new Socket(socket.getInetAddress(), socket.getLocalPort());
                SocketChannel accepted = accept.result();
                Socket other = new Socket(socket.getInetAddress(), socket.getLocalPort());
                SocketChannel next = listener.accept()) {
            assertThat(accepted.getRemoteAddress()).isEqualTo(one.getLocalSocketAddress());
            assertThat(next.getRemoteAddress()).isEqualTo(other.getLocalSocketAddress());
        }
        socket.setSoTimeout(TIMEOUT_MILLIS);
        assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(socket::accept);
    }

    @Test
    void aReceiveTakesWhatIsThereAndTimesOutWhereNothingIs() throws Exception {
        Background<Object> receive =
                Background.startBlockedIn("receive", () -> datagrams.channel.receive(ByteBuffer.allocate(8)));
        datagrams.peerSends(1);
        assertThat(receive.result()).isEqualTo(datagrams.peerAddress);
        datagrams.peerSends(0);
        assertThat(datagrams.channel.receive(ByteBuffer.allocate(8))).isEqualTo(datagrams.peerAddress);
        datagrams.channel.socket().setSoTimeout(TIMEOUT_MILLIS);
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> datagrams.channel.socket().receive(new DatagramPacket(new byte[8], 8)));
    }
}
