// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.Connection;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The end of one direction or of both: FIN before, with and after data, RST, shutdown by either side. */
@Bounded
class EndOfStreamTest {
    @AutoClose
    private final Selector selector = Selector.open();

    @AutoClose
    private final Connection connection = Connection.open();

    private final SelectionKey key = connection.channel.register(selector, OP_READ);
    private final ByteBuffer room = ByteBuffer.allocateDirect(64);

    EndOfStreamTest() throws IOException {}

    private int read() throws IOException {
        return connection.channel.read(room.clear());
    }

    private void expectEndForEver() throws IOException {
        for (int i = 0; i < 20; i++) {
            selector.selectedKeys().clear();
            assertThat(selector.select()).isEqualTo(1);
            assertThat(key.readyOps()).isEqualTo(OP_READ);
            assertThat(read()).isEqualTo(-1);
        }
    }

    @Test
    void afterAFinTheKeyStaysReadableOnEachSelect() throws IOException {
        connection.peer.shutdownOutput();
        expectEndForEver();
    }

    @Test
    void afterAFinTheKeyIsReadableWithoutAnyRead() throws IOException {
        connection.peer.shutdownOutput();
        for (int i = 0; i < 20; i++) {
            Waiting.untilReady(key, OP_READ);
        }
    }

    @Test
    void aFinThatCameWithTheDataIsFoundAfterAShortRead() throws IOException {
        connection.peerSends(10);
        connection.peer.shutdownOutput();
        Waiting.untilReady(key, OP_READ);
        assertThat(read()).isEqualTo(10);
        expectEndForEver();
    }

    @Test
    void aFinThatComesAfterAShortReadIsReported() throws IOException {
        connection.peerSends(10);
        Waiting.untilReady(key, OP_READ);
        assertThat(read()).isEqualTo(10);
        assertThat(Waiting.isReady(key)).isFalse();
        connection.peer.shutdownOutput();
        expectEndForEver();
    }

    @Test
    void aFinBetweenTheReportAndTheShortReadIsReported() throws IOException {
        for (int i = 0; i < 50; i++) {
            try (Connection fresh = Connection.open()) {
                SelectionKey freshKey = fresh.channel.register(selector, OP_READ);
                fresh.peerSends(10);
                Waiting.untilReady(freshKey, OP_READ);
                fresh.peer.shutdownOutput();
                assertThat(fresh.channel.read(room.clear())).isEqualTo(10);
                Waiting.untilReady(freshKey, OP_READ);
                assertThat(fresh.channel.read(room.clear())).isEqualTo(-1);
            }
        }
    }

    @Test
    void aFinIsReportedWhenTheReadFilledTheBufferExactly() throws IOException {
        connection.peerSends(64);
        connection.peer.shutdownOutput();
        Waiting.untilReady(key, OP_READ);
        assertThat(read()).isEqualTo(64);
        expectEndForEver();
    }

    @Test
    void aHalfClosedConnectionIsStillWritable() throws IOException {
        connection.peer.shutdownOutput();
        expectEndForEver();
        key.interestOps(OP_READ | OP_WRITE);
        selector.selectedKeys().clear();
        assertThat(selector.select()).isEqualTo(1);
        assertThat(key.readyOps()).isEqualTo(OP_READ | OP_WRITE);
        assertThat(connection.channel.write(ByteBuffer.allocate(5))).isEqualTo(5);
        assertThat(connection.peerReceives(5)).hasSize(5);
    }

    @Test
    void aHalfClosedConnectionWithoutInterestDoesNotEndASelect() throws IOException {
        connection.peer.shutdownOutput();
        expectEndForEver();
        key.interestOps(0);
        for (int i = 0; i < 100; i++) {
            assertThat(selector.selectNow()).isZero();
        }
        assertThat(selector.select(1)).isZero();
        key.interestOps(OP_READ);
        expectEndForEver();
    }

    @Test
    void aHangUpWithoutInterestDoesNotEndASelect() throws Exception {
        key.interestOps(0);
        connection.peer.close();
        connection.channel.shutdownOutput();
        for (int i = 0; i < 100; i++) {
            assertThat(selector.selectNow()).isZero();
        }
        Background<Integer> select = Background.startBlockedIn("select", selector::select);
        selector.wakeup();
        assertThat(select.result()).isZero();
    }

    @Test
    void aHangUpThatWasReportedStopsWithItsInterest() throws Exception {
        connection.peer.close();
        connection.channel.shutdownOutput();
        expectEndForEver();
        key.interestOps(0);
        for (int i = 0; i < 100; i++) {
            assertThat(selector.selectNow()).isZero();
        }
        Background<Integer> select = Background.startBlockedIn("select", selector::select);
        selector.wakeup();
        assertThat(select.result()).isZero();
    }

    @Test
    void aResetMakesAllOfTheInterestReady() throws IOException {
        key.interestOps(OP_READ | OP_WRITE);
        Waiting.untilReady(key, OP_WRITE);
        connection.peerResets();
        Waiting.untilReady(key, OP_READ);
        assertThat(key.readyOps()).isEqualTo(OP_READ | OP_WRITE);
        assertThatThrownBy(this::read).isInstanceOf(IOException.class);
    }

    @Test
    void aResetIsThrownByEveryLaterReadAndTheKeyStaysReadable() throws IOException {
        connection.peerResets();
        for (int i = 0; i < 20; i++) {
            Waiting.untilReady(key, OP_READ);
            assertThatThrownBy(this::read).isInstanceOf(IOException.class).hasMessage("Connection reset");
        }
        assertThat(connection.channel.isOpen()).isTrue();
    }

    @Test
    void aResetWithoutInterestDoesNotEndASelect() throws IOException {
        key.interestOps(0);
        connection.peerResets();
        for (int i = 0; i < 100; i++) {
            assertThat(selector.selectNow()).isZero();
        }
        assertThat(selector.select(1)).isZero();
    }

    @Test
    void shutdownInputMakesTheKeyReadableForEver() throws IOException {
        assertThat(Waiting.isReady(key)).isFalse();
        connection.channel.shutdownInput();
        expectEndForEver();
    }

    @Test
    void shutdownInputKeepsTheOtherDirection() throws IOException {
        connection.channel.shutdownInput();
        assertThat(connection.channel.write(ByteBuffer.allocate(3))).isEqualTo(3);
        assertThat(connection.peerReceives(3)).hasSize(3);
    }

    @Test
    void shutdownOutputIsSeenByThePeerAndKeepsTheOtherDirection() throws IOException {
        connection.channel.shutdownOutput();
        assertThat(connection.peer.getInputStream().read()).isEqualTo(-1);
        assertThat(Waiting.isReady(key)).isFalse();
        connection.peerSends(4);
        Waiting.untilReady(key, OP_READ);
        assertThat(read()).isEqualTo(4);
        assertThat(Waiting.isReady(key)).isFalse();
    }

    @Test
    void aWriteToAResetConnectionFailsAndTheKeyStaysWritable() throws IOException {
        connection.peerResets();
        Waiting.untilReady(key, OP_READ);
        assertThatThrownBy(() -> connection.channel.write(ByteBuffer.allocate(1)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> connection.channel.write(ByteBuffer.allocate(1)))
                .isInstanceOf(IOException.class);
        key.interestOps(OP_WRITE);
        for (int i = 0; i < 20; i++) {
            Waiting.untilReady(key, OP_WRITE);
        }
    }

    @Test
    void aReadAfterAResetAndShutdownInputFindsTheEnd() throws IOException {
        connection.peerResets();
        Waiting.untilReady(key, OP_READ);
        assertThatThrownBy(this::read).hasMessage("Connection reset");
        connection.channel.shutdownInput();
        assertThat(read()).isEqualTo(-1);
        assertThat(connection.channel.read(room.asReadOnlyBuffer())).isEqualTo(-1);
        assertThat(connection.channel.read(new ByteBuffer[] {room})).isEqualTo(-1);
        key.cancel();
        selector.selectNow();
        connection.channel.configureBlocking(true);
        assertThat(read()).isEqualTo(-1);
    }
}
