// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_CONNECT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.HeadraceSelector;
import io.headrace.HeadraceSelectorProvider;
import io.headrace.TriggerMode;
import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.Connection;
import io.headrace.suite.support.DatagramPair;
import io.headrace.suite.support.OnHeadrace;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** EDGE departs from java.nio: one report an edge, the user drains until an operation would block, no edge is lost. */
@Bounded
@OnHeadrace
@Tag("edge")
class EdgeTest {
    @AutoClose
    private final HeadraceSelector selector =
            HeadraceSelectorProvider.provider().openSelector(TriggerMode.EDGE);

    @AutoClose
    private final Connection connection = Connection.open();

    private final ByteBuffer room = ByteBuffer.allocateDirect(4);

    EdgeTest() throws IOException {}

    private SelectionKey register(int ops) throws IOException {
        return connection.channel.register(selector, ops);
    }

    private void expectQuiet(SelectionKey key) throws IOException {
        for (int i = 0; i < 20; i++) {
            assertThat(Waiting.isReady(key)).isFalse();
        }
        assertThat(selector.select(1)).isZero();
    }

    /** Reads until there is nothing more; answers how much there was. */
    private int drain(ReadableByteChannel from) throws IOException {
        int total = 0;
        for (int n = 1; n > 0; total += Math.max(n, 0)) {
            n = from.read(room.clear());
        }
        return total;
    }

    @Test
    void theSelectorSaysItsMode() {
        assertThat(selector.mode()).isEqualTo(TriggerMode.EDGE);
    }

    @Test
    void unreadDataIsReportedOnce() throws IOException {
        SelectionKey key = register(OP_READ);
        connection.peerSends(10);
        Waiting.untilReady(key, OP_READ);
        expectQuiet(key);
        assertThat(drain(connection.channel)).isEqualTo(10);
        expectQuiet(key);
    }

    @Test
    void aReportIsGivenToAnActionOnce() throws IOException {
        register(OP_READ);
        connection.peerSends(10);
        assertThat(selector.select(key -> assertThat(key.readyOps()).isEqualTo(OP_READ)))
                .isEqualTo(1);
        assertThat(selector.selectNow(key -> {})).isZero();
    }

    @Test
    void aPartialReadIsNotReportedAgain() throws IOException {
        SelectionKey key = register(OP_READ);
        connection.peerSends(10);
        Waiting.untilReady(key, OP_READ);
        assertThat(connection.channel.read(room.clear())).isEqualTo(4);
        expectQuiet(key);
        assertThat(drain(connection.channel)).isEqualTo(6);
    }

    @Test
    void afterADrainTheNextDataIsReported() throws IOException {
        SelectionKey key = register(OP_READ);
        for (int i = 0; i < 500; i++) {
            connection.peerSends(10);
            Waiting.untilReady(key, OP_READ);
            assertThat(drain(connection.channel)).isEqualTo(10);
        }
        expectQuiet(key);
    }

    @Test
    void dataThatArrivesBesideADrainIsNotLost() throws Exception {
        SelectionKey key = register(OP_READ);
        int total = 20_000;
        Background<Void> sending = Background.start(() -> {
            for (int i = 0; i < total; i++) {
                connection.peerSends(1);
            }
            return null;
        });
        for (int received = 0; received < total; ) {
            Waiting.untilReady(key, OP_READ);
            received += drain(connection.channel);
        }
        sending.result();
    }

    @Test
    void dataThatCameBeforeTheRegistrationIsReported() throws IOException {
        connection.peerSends(3);
        SelectionKey key = register(OP_READ);
        Waiting.untilReady(key, OP_READ);
        assertThat(drain(connection.channel)).isEqualTo(3);
    }

    @Test
    void anEdgeThatCameWhileNobodyAskedIsReportedWhenSomebodyAsks() throws IOException {
        SelectionKey key = register(OP_READ);
        selector.selectNow();
        for (int i = 0; i < 50; i++) {
            key.interestOps(0);
            connection.peerSends(3);
            assertThat(Waiting.isReady(key)).isFalse();
            key.interestOps(OP_READ);
            Waiting.untilReady(key, OP_READ);
            assertThat(drain(connection.channel)).isEqualTo(3);
        }
    }

    @Test
    void writableIsReportedOnceAndAgainAfterTheSocketWasFull() throws Exception {
        SelectionKey key = register(OP_WRITE);
        Waiting.untilReady(key, OP_WRITE);
        expectQuiet(key);
        ByteBuffer chunk = ByteBuffer.allocateDirect(1 << 16);
        long written = 0;
        do {
            int n;
            do {
                n = connection.channel.write(chunk.clear());
                written += n;
            } while (n > 0);
            selector.selectedKeys().clear();
        } while (selector.select(100) > 0);
        int sent = Math.toIntExact(written);
        Background<byte[]> peer = Background.start(() -> connection.peerReceives(sent));
        Waiting.untilReady(key, OP_WRITE);
        assertThat(peer.result()).hasSize(sent);
    }

    @Test
    void bothDirectionsOfOneKeyHaveTheirOwnEdges() throws IOException {
        SelectionKey key = register(OP_READ | OP_WRITE);
        Waiting.untilReady(key, OP_WRITE);
        assertThat(key.readyOps()).isEqualTo(OP_WRITE);
        connection.peerSends(1);
        Waiting.untilReady(key, OP_READ);
        assertThat(drain(connection.channel)).isEqualTo(1);
        expectQuietFor(key, OP_READ);
    }

    private void expectQuietFor(SelectionKey key, int ops) throws IOException {
        for (int i = 0; i < 20; i++) {
            selector.selectedKeys().clear();
            selector.selectNow();
            assertThat(selector.selectedKeys().contains(key) ? key.readyOps() & ops : 0)
                    .isZero();
        }
    }

    @Test
    void theEndOfTheStreamIsReported() throws IOException {
        SelectionKey key = register(OP_READ);
        selector.selectNow();
        connection.peer.shutdownOutput();
        Waiting.untilReady(key, OP_READ);
        assertThat(connection.channel.read(room.clear())).isEqualTo(-1);
        expectQuiet(key);
    }

    @Test
    void theEndOfTheStreamBehindDataIsReachedByADrain() throws IOException {
        SelectionKey key = register(OP_READ);
        connection.peerSends(6);
        connection.peer.close();
        int total = 0;
        for (int n = 0; n >= 0; total += Math.max(n, 0)) {
            if (n == 0) {
                Waiting.untilReady(key, OP_READ);
            }
            n = connection.channel.read(room.clear());
        }
        assertThat(total).isEqualTo(6);
    }

    @Test
    void aResetIsReported() throws IOException {
        SelectionKey key = register(OP_READ);
        selector.selectNow();
        connection.peerResets();
        Waiting.untilReady(key, OP_READ);
        assertThatThrownBy(() -> connection.channel.read(room.clear())).isInstanceOf(IOException.class);
    }

    @Test
    void pendingConnectionsAreReportedOnceAndNewOnesAfterADrain() throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(ChannelPair.anyLoopbackPort())) {
            listener.configureBlocking(false);
            SelectionKey key = listener.register(selector, OP_ACCEPT);
            InetSocketAddress address = (InetSocketAddress) listener.getLocalAddress();
            for (int i = 0; i < 20; i++) {
                try (Socket first = new Socket(address.getAddress(), address.getPort());
                        Socket second = new Socket(address.getAddress(), address.getPort())) {
                    assertThat(first.getLocalPort()).isNotEqualTo(second.getLocalPort());
                    Waiting.untilReady(key, OP_ACCEPT);
                    for (int accepted = 0; accepted < 2; ) {
                        SocketChannel next = listener.accept();
                        if (next != null) {
                            next.close();
                            accepted++;
                        }
                    }
                    assertThat(listener.accept()).isNull();
                    selector.selectNow();
                }
            }
        }
    }

    @Test
    void aConnectionIsReportedAndThenItsRoom() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SocketChannel channel = SocketChannel.open()) {
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, OP_CONNECT);
            selector.selectNow();
            if (!channel.connect(listener.getLocalSocketAddress())) {
                Waiting.untilReady(key, OP_CONNECT);
                assertThat(channel.finishConnect()).isTrue();
            }
            key.interestOps(OP_READ | OP_WRITE);
            Waiting.untilReady(key, OP_WRITE);
            try (Socket peer = listener.accept()) {
                peer.getOutputStream().write(1);
                Waiting.untilReady(key, OP_READ);
                assertThat(drain(channel)).isEqualTo(1);
            }
        }
    }

    @Test
    void aPipeReportsItsEdges() throws IOException {
        Pipe pipe = Pipe.open();
        try (Pipe.SourceChannel source = pipe.source();
                Pipe.SinkChannel sink = pipe.sink()) {
            source.configureBlocking(false);
            SelectionKey key = source.register(selector, OP_READ);
            for (int i = 0; i < 100; i++) {
                sink.write(ByteBuffer.allocate(10));
                Waiting.untilReady(key, OP_READ);
                expectQuietFor(key, OP_READ);
                assertThat(drain(source)).isEqualTo(10);
            }
            expectQuiet(key);
        }
    }

    @Test
    void aWakeupIsNoReport() throws IOException {
        register(OP_READ);
        selector.wakeup();
        assertThat(selector.select()).isZero();
    }

    @Test
    void sendingDatagramsIsNoEdgeForAReader() throws IOException {
        try (DatagramPair pair = new DatagramPair()) {
            SelectionKey key = pair.channel.configureBlocking(false).register(selector, OP_READ);
            expectQuiet(key);
            long events = selector.statistics().events();
            for (int i = 0; i < 10; i++) {
                pair.channel.send(ByteBuffer.allocate(1), pair.peerAddress);
                assertThat(pair.peerReceives()).hasSize(1);
            }
            expectQuiet(key);
            assertThat(selector.statistics().events()).isEqualTo(events);
        }
    }

    @Test
    void aDatagramIsReportedOnceAndTheNextOneAgain() throws IOException {
        try (DatagramPair pair = new DatagramPair()) {
            SelectionKey key = pair.channel.configureBlocking(false).register(selector, OP_READ);
            expectQuiet(key);
            for (int i = 0; i < 10; i++) {
                pair.peerSends(1);
                Waiting.untilReady(key, OP_READ);
                expectQuiet(key);
                assertThat(pair.channel.receive(room.clear())).isNotNull();
                assertThat(pair.channel.receive(room.clear())).isNull();
            }
        }
    }
}
