// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** OP_ACCEPT with none, one and several connections pending. */
@Bounded
class AcceptReadinessTest {
    @AutoClose
    private final Selector selector = Selector.open();

    @AutoClose
    private final ServerSocketChannel listener = ServerSocketChannel.open();

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final SelectionKey key;

    AcceptReadinessTest() throws IOException {
        listener.configureBlocking(false);
        listener.bind(ChannelPair.anyLoopbackPort());
        key = listener.register(selector, OP_ACCEPT);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }

    private Socket connect() throws IOException {
        InetSocketAddress address = (InetSocketAddress) listener.getLocalAddress();
        Socket socket = new Socket(address.getAddress(), address.getPort());
        opened.add(socket);
        return socket;
    }

    private SocketChannel accept() throws IOException {
        SocketChannel accepted = listener.accept();
        if (accepted != null) {
            opened.add(accepted);
        }
        return accepted;
    }

    @Test
    void aListenerWithoutConnectionsIsNotReady() throws IOException {
        assertThat(Waiting.isReady(key)).isFalse();
        assertThat(accept()).isNull();
        assertThat(Waiting.isReady(key)).isFalse();
    }

    @Test
    void aPendingConnectionIsReportedInEachSelect() throws IOException {
        connect();
        Waiting.untilReady(key, OP_ACCEPT);
        for (int i = 0; i < 20; i++) {
            assertThat(Waiting.isReady(key)).isTrue();
        }
    }

    @Test
    void acceptingTheLastConnectionMakesTheKeyUnready() throws IOException {
        for (int i = 0; i < 20; i++) {
            connect();
            Waiting.untilReady(key, OP_ACCEPT);
            assertThat(accept()).isNotNull();
            assertThat(Waiting.isReady(key)).isFalse();
        }
    }

    @Test
    void acceptingOneOfSeveralLeavesTheKeyReady() throws IOException {
        for (int i = 0; i < 5; i++) {
            connect();
        }
        for (int left = 5; left > 0; left--) {
            Waiting.untilReady(key, OP_ACCEPT);
            assertThat(accept()).isNotNull();
        }
        assertThat(Waiting.isReady(key)).isFalse();
        assertThat(accept()).isNull();
    }

    @Test
    void acceptingUntilNoneIsLeftMissesNoLaterConnection() throws IOException {
        for (int i = 0; i < 20; i++) {
            connect();
            connect();
            int accepted = 0;
            while (accepted < 2) {
                Waiting.untilReady(key, OP_ACCEPT);
                while (accept() != null) {
                    accepted++;
                }
            }
            assertThat(Waiting.isReady(key)).isFalse();
        }
    }

    @Test
    void aConnectionThatCameWhileNobodyAskedIsReportedWhenSomebodyAsks() throws IOException {
        key.interestOps(0);
        selector.selectNow();
        connect();
        assertThat(Waiting.isReady(key)).isFalse();
        key.interestOps(OP_ACCEPT);
        Waiting.untilReady(key, OP_ACCEPT);
        assertThat(accept()).isNotNull();
        assertThat(Waiting.isReady(key)).isFalse();
    }

    @Test
    void aListenerThatIsRegisteredBeforeItIsBoundReports() throws IOException {
        try (ServerSocketChannel late = ServerSocketChannel.open()) {
            late.configureBlocking(false);
            SelectionKey lateKey = late.register(selector, OP_ACCEPT);
            selector.selectNow();
            selector.selectedKeys().clear();
            late.bind(ChannelPair.anyLoopbackPort());
            assertThat(Waiting.isReady(lateKey)).isFalse();
            InetSocketAddress address = (InetSocketAddress) late.getLocalAddress();
            try (Socket peer = new Socket(address.getAddress(), address.getPort())) {
                Waiting.untilReady(lateKey, OP_ACCEPT);
                try (SocketChannel accepted = late.accept()) {
                    assertThat(accepted.socket().getPort()).isEqualTo(peer.getLocalPort());
                }
            }
        }
    }

    @Test
    void whatAnAcceptedConnectionHoldsAlreadyIsReported() throws IOException {
        Socket peer = connect();
        peer.getOutputStream().write(new byte[7]);
        Waiting.untilReady(key, OP_ACCEPT);
        SocketChannel accepted = accept();
        accepted.configureBlocking(false);
        SelectionKey acceptedKey = accepted.register(selector, OP_READ);
        Waiting.untilReady(acceptedKey, OP_READ);
        assertThat(accepted.read(ByteBuffer.allocate(64))).isEqualTo(7);
        assertThat(Waiting.isReady(acceptedKey)).isFalse();
    }

    @Test
    void acceptingOnAnotherThreadMakesTheKeyUnready() throws Exception {
        connect();
        Waiting.untilReady(key, OP_ACCEPT);
        assertThat(Background.start(this::accept).result()).isNotNull();
        assertThat(Waiting.isReady(key)).isFalse();
    }
}
