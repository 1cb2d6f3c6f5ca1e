// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_CONNECT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.Ipv6;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OP_CONNECT, and the other operations before, while and after a channel connects. */
@Bounded
class ConnectReadinessTest {
    @AutoClose
    private final Selector selector = Selector.open();

    @AutoClose
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    @AutoClose
    private final SocketChannel channel = SocketChannel.open();

    ConnectReadinessTest() throws IOException {
        channel.configureBlocking(false);
    }

    private static SocketAddress refusingAddress() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalSocketAddress();
        }
    }

    /** Connects with interest in OP_CONNECT; also where the system connects at once. */
    private void connect(SelectionKey key) throws IOException {
        SocketChannel connecting = (SocketChannel) key.channel();
        if (!connecting.connect(listener.getLocalSocketAddress())) {
            Waiting.untilReady(key, OP_CONNECT);
            assertThat(connecting.finishConnect()).isTrue();
        }
        selector.selectedKeys().clear();
    }

    @Test
    void aPendingConnectionBecomesConnectable() throws IOException {
        SelectionKey key = channel.register(selector, OP_CONNECT);
        if (!channel.connect(listener.getLocalSocketAddress())) {
            assertThat(channel.isConnectionPending()).isTrue();
            Waiting.untilReady(key, OP_CONNECT);
            assertThat(key.readyOps()).isEqualTo(OP_CONNECT);
            assertThat(channel.isConnected()).isFalse();
            assertThat(channel.finishConnect()).isTrue();
        }
        assertThat(channel.isConnected()).isTrue();
        assertThat(channel.isConnectionPending()).isFalse();
    }

    @Test
    void interestInConnectOfAConnectedChannelMakesASelectReturnWithNothing() throws IOException {
        channel.configureBlocking(true);
        channel.connect(listener.getLocalSocketAddress());
        channel.configureBlocking(false);
        channel.register(selector, OP_CONNECT);
        assertThat(selector.select()).isZero();
        assertThat(selector.selectedKeys()).isEmpty();
    }

    @Test
    void connectableIsReportedInEachSelectUntilFinishConnect() throws IOException {
        SelectionKey key = channel.register(selector, OP_CONNECT);
        if (!channel.connect(listener.getLocalSocketAddress())) {
            for (int i = 0; i < 20; i++) {
                Waiting.untilReady(key, OP_CONNECT);
            }
            channel.finishConnect();
        }
        assertThat(Waiting.isReady(key)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = StandardProtocolFamily.class,
            names = {"INET", "INET6"})
    void aChannelThatIsRegisteredBeforeItConnectsReportsTheConnection(StandardProtocolFamily family)
            throws IOException {
        Ipv6.assumeFor(family);
        try (SocketChannel early = SocketChannel.open(family)) {
            early.configureBlocking(false);
            SelectionKey key = early.register(selector, OP_CONNECT | OP_READ | OP_WRITE);
            for (int i = 0; i < 5; i++) {
                selector.selectNow();
                selector.selectedKeys().clear();
            }
            connect(key);
            key.interestOps(OP_READ | OP_WRITE);
            Waiting.untilReady(key, OP_WRITE);
            assertThat(key.readyOps()).isEqualTo(OP_WRITE);
        }
    }

    @Test
    void afterFinishConnectTheChannelIsWritableAndReadableOnlyWithData() throws IOException {
        SelectionKey key = channel.register(selector, OP_CONNECT);
        connect(key);
        key.interestOps(OP_READ | OP_WRITE);
        Waiting.untilReady(key, OP_WRITE);
        assertThat(key.readyOps()).isEqualTo(OP_WRITE);
        try (var peer = listener.accept()) {
            peer.getOutputStream().write(1);
            Waiting.untilReady(key, OP_READ);
            assertThat(channel.read(ByteBuffer.allocate(8))).isEqualTo(1);
            key.interestOps(OP_READ);
            assertThat(Waiting.isReady(key)).isFalse();
        }
    }

    @Test
    void aConnectedChannelIsNeverConnectable() throws IOException {
        SelectionKey key = channel.register(selector, OP_CONNECT);
        connect(key);
        for (int i = 0; i < 20; i++) {
            assertThat(Waiting.isReady(key)).isFalse();
        }
        key.interestOps(OP_CONNECT | OP_WRITE);
        Waiting.untilReady(key, OP_WRITE);
        assertThat(key.readyOps()).isEqualTo(OP_WRITE);
    }

    @Test
    void aRefusedConnectionIsConnectableAndFinishConnectSaysSo() throws IOException {
        SelectionKey key = channel.register(selector, OP_CONNECT);
        SocketAddress refusing = refusingAddress();
        assertThatThrownBy(() -> {
                    if (!channel.connect(refusing)) {
                        Waiting.untilReady(key, OP_CONNECT);
                        channel.finishConnect();
                    }
                })
                .isExactlyInstanceOf(ConnectException.class)
                .hasMessage("Connection refused");
        assertThat(channel.isOpen()).isFalse();
        assertThat(key.isValid()).isFalse();
        assertThat(selector.selectNow()).isZero();
        assertThat(selector.keys()).isEmpty();
    }

    @Test
    void aRefusedConnectionWithoutInterestDoesNotEndASelect() throws IOException {
        SelectionKey key = channel.register(selector, OP_CONNECT);
        if (!channel.connect(refusingAddress())) {
            Waiting.untilReady(key, OP_CONNECT);
            key.interestOps(0);
            for (int i = 0; i < 100; i++) {
                assertThat(Waiting.isReady(key)).isFalse();
            }
            assertThat(selector.select(1)).isZero();
            key.interestOps(OP_CONNECT);
            assertThat(Waiting.isReady(key)).isTrue();
        }
    }

    @Test
    void anUnconnectedChannelReportsNothingThatItCannotDo() throws IOException {
        SelectionKey key = channel.register(selector, OP_READ | OP_WRITE);
        selector.selectNow();
        if (selector.selectedKeys().contains(key)) {
            // Linux reports a hang-up for it, and a hang-up makes all of the interest ready.
            assertThat(key.readyOps()).isEqualTo(OP_READ | OP_WRITE);
        }
        assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1)))
                .isExactlyInstanceOf(NotYetConnectedException.class);
    }

    @Test
    void manyChannelsConnectThroughOneSelector() throws IOException {
        int count = 40;
        SocketAddress address = listener.getLocalSocketAddress();
        int pending = 0;
        for (int i = 0; i < count; i++) {
            SocketChannel opened = SocketChannel.open();
            opened.configureBlocking(false);
            pending += opened.connect(address) ? 0 : 1;
            opened.register(selector, OP_CONNECT);
        }
        while (pending > 0) {
            selector.select();
            for (SelectionKey ready : selector.selectedKeys()) {
                assertThat(((SocketChannel) ready.channel()).finishConnect()).isTrue();
                ready.interestOps(0);
                pending--;
            }
            selector.selectedKeys().clear();
        }
        for (SelectionKey connected : selector.keys()) {
            assertThat(((SocketChannel) connected.channel()).isConnected()).isTrue();
            connected.channel().close();
        }
    }

    @Test
    void theAddressesAreKnownAfterTheConnection() throws IOException {
        connect(channel.register(selector, OP_CONNECT));
        assertThat(channel.getRemoteAddress()).isEqualTo(listener.getLocalSocketAddress());
        try (var peer = listener.accept()) {
            assertThat(channel.getLocalAddress())
                    .isEqualTo(new InetSocketAddress(peer.getInetAddress(), peer.getPort()));
        }
    }
}
