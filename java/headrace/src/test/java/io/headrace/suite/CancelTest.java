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
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Cancelled keys: when they leave, what they report, and channels that come back. */
@Bounded
class CancelTest {
    @AutoClose
    private final Selector selector = Selector.open();

    @AutoClose
    private final Connection connection = Connection.open();

    CancelTest() throws IOException {}

    @Test
    void cancelInvalidatesAtOnceAndMayBeRepeated() throws IOException {
        SelectionKey key = connection.channel.register(selector, OP_WRITE);
        key.cancel();
        key.cancel();
        assertThat(key.isValid()).isFalse();
        assertThat(connection.channel.isRegistered()).isTrue();
        assertThat(selector.selectNow()).isZero();
        assertThat(connection.channel.isRegistered()).isFalse();
        key.cancel();
        assertThat(selector.selectNow()).isZero();
    }

    @Test
    void aCancelledKeyIsTakenOutOfTheSelectedKeys() throws IOException {
        SelectionKey key = connection.channel.register(selector, OP_WRITE);
        selector.selectNow();
        key.cancel();
        assertThat(selector.selectedKeys()).containsExactly(key);
        assertThat(selector.selectNow()).isZero();
        assertThat(selector.selectedKeys()).isEmpty();
        assertThat(selector.keys()).isEmpty();
    }

    @Test
    void aKeyThatIsCancelledWhileASelectBlocksIsGoneWhenItEnds() throws Exception {
        SelectionKey key = connection.channel.register(selector, OP_READ);
        Background<Integer> select = Background.startBlockedIn("select", selector::select);
        key.cancel();
        connection.peerSends(1);
        selector.wakeup();
        assertThat(select.result()).isZero();
        assertThat(selector.selectedKeys()).isEmpty();
        assertThat(selector.keys()).isEmpty();
        assertThat(connection.channel.isRegistered()).isFalse();
    }

    @Test
    void aReadyKeyThatIsCancelledIsNotSelected() throws IOException {
        SelectionKey key = connection.channel.register(selector, OP_READ);
        connection.peerSends(1);
        Waiting.untilReady(key, OP_READ);
        selector.selectedKeys().clear();
        key.cancel();
        assertThat(selector.selectNow()).isZero();
        assertThat(selector.selectNow(k -> {})).isZero();
    }

    @Test
    void aChannelIsRegisteredAnewAfterItsKeyWasFlushed() throws IOException {
        for (int i = 0; i < 50; i++) {
            SelectionKey key = connection.channel.register(selector, OP_READ | OP_WRITE);
            assertThat(selector.select()).isEqualTo(1);
            assertThat(key.readyOps()).isEqualTo(OP_WRITE);
            key.cancel();
            assertThat(selector.selectNow()).isZero();
            assertThat(connection.channel.keyFor(selector)).isNull();
        }
    }

    @Test
    void dataThatCameBetweenTwoRegistrationsIsReported() throws IOException {
        connection.channel.register(selector, OP_READ).cancel();
        selector.selectNow();
        connection.peerSends(3);
        SelectionKey key = connection.channel.register(selector, OP_READ);
        Waiting.untilReady(key, OP_READ);
        assertThat(connection.channel.read(ByteBuffer.allocate(8))).isEqualTo(3);
        assertThat(Waiting.isReady(key)).isFalse();
    }

    @Test
    void blockingModeNeedsAChannelWithoutValidKeys() throws IOException {
        SelectionKey key = connection.channel.register(selector, OP_READ);
        assertThatThrownBy(() -> connection.channel.configureBlocking(true))
                .isExactlyInstanceOf(IllegalBlockingModeException.class);
        assertThat(connection.channel.isBlocking()).isFalse();
        key.cancel();
        connection.channel.configureBlocking(true);
        assertThat(connection.channel.isBlocking()).isTrue();
    }

    /** As a server does that reads a request without blocking and answers it blocking. */
    @Test
    void aChannelGoesToBlockingAndComesBackManyTimes() throws IOException {
        ByteBuffer room = ByteBuffer.allocate(16);
        for (int i = 0; i < 100; i++) {
            SelectionKey key = connection.channel.register(selector, OP_READ);
            connection.peerSends(2);
            Waiting.untilReady(key, OP_READ);
            key.cancel();
            connection.channel.configureBlocking(true);
            assertThat(connection.channel.read(room.clear())).isEqualTo(2);
            assertThat(connection.channel.write(room.flip())).isEqualTo(2);
            assertThat(connection.peerReceives(2)).hasSize(2);
            connection.channel.configureBlocking(false);
            assertThat(selector.selectNow()).isZero();
        }
        assertThat(selector.keys()).isEmpty();
    }

    @Test
    void aChannelThatWentToBlockingWithAnUnflushedKeyReportsNothing() throws IOException {
        SelectionKey key = connection.channel.register(selector, OP_READ);
        selector.selectNow();
        key.cancel();
        connection.channel.configureBlocking(true);
        connection.peerSends(1);
        assertThat(selector.selectNow()).isZero();
        assertThat(connection.channel.isRegistered()).isFalse();
        assertThat(connection.channel.read(ByteBuffer.allocate(4))).isEqualTo(1);
    }

    @Test
    void cancellingManyKeysLeavesTheOthersReady() throws IOException {
        List<Connection> others = new ArrayList<>();
        List<SelectionKey> kept = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                Connection other = Connection.open();
                others.add(other);
                SelectionKey key = other.channel.register(selector, OP_WRITE);
                if (i % 4 == 0) {
                    kept.add(key);
                }
            }
            assertThat(selector.selectNow()).isEqualTo(40);
            for (SelectionKey key : selector.keys()) {
                if (!kept.contains(key)) {
                    key.cancel();
                }
            }
            assertThat(selector.selectNow()).isZero();
            assertThat(selector.selectedKeys()).containsExactlyInAnyOrderElementsOf(kept);
            assertThat(selector.keys()).containsExactlyInAnyOrderElementsOf(kept);
        } finally {
            for (Connection other : others) {
                other.close();
            }
        }
    }

    @Test
    void cancellingFromAnotherThreadWhileSelectingLosesNoKey() throws Exception {
        for (int i = 0; i < 200; i++) {
            SelectionKey key = connection.channel.register(selector, OP_WRITE);
            Background<Integer> cancelling = Background.start(() -> {
                key.cancel();
                return 0;
            });
            selector.selectNow();
            cancelling.result();
            selector.selectNow();
            assertThat(selector.keys()).isEmpty();
            assertThat(selector.selectedKeys()).isEmpty();
            assertThat(connection.channel.isRegistered()).isFalse();
        }
    }
}
