// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.Connection;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * The arithmetic of ready sets and of what a select answers, with keys that stay selected and keys that are removed.
 */
@Bounded
class ReadySetTest {
    @AutoClose
    private final Selector selector = Selector.open();

    @AutoClose
    private final Connection connection = Connection.open();

    ReadySetTest() throws IOException {}

    /** Registered and readable; selected by nobody. */
    private SelectionKey readableKey(int ops) throws IOException {
        SelectionKey key = connection.channel.register(selector, OP_READ);
        connection.peerSends(2);
        Waiting.untilReady(key, OP_READ);
        selector.selectedKeys().clear();
        key.interestOps(ops);
        return key;
    }

    @Test
    void aKeyThatStaysSelectedAndReadyCountsZero() throws IOException {
        SelectionKey key = readableKey(OP_READ);
        assertThat(selector.selectNow()).isEqualTo(1);
        assertThat(selector.selectNow()).isZero();
        assertThat(selector.select()).isZero();
        assertThat(selector.selectedKeys()).containsExactly(key);
        assertThat(key.readyOps()).isEqualTo(OP_READ);
    }

    @Test
    void aNewOperationOfASelectedKeyIsAddedAndCounts() throws IOException {
        SelectionKey key = readableKey(OP_WRITE);
        assertThat(selector.selectNow()).isEqualTo(1);
        assertThat(key.readyOps()).isEqualTo(OP_WRITE);
        key.interestOps(OP_READ | OP_WRITE);
        assertThat(selector.selectNow()).isEqualTo(1);
        assertThat(key.readyOps()).isEqualTo(OP_READ | OP_WRITE);
        assertThat(selector.selectNow()).isZero();
    }

    @Test
    void aSelectedKeyKeepsAnOperationThatIsNoLongerOfInterest() throws IOException {
        SelectionKey key = readableKey(OP_WRITE);
        selector.selectNow();
        key.interestOps(OP_READ);
        assertThat(selector.selectNow()).isEqualTo(1);
        assertThat(key.readyOps()).isEqualTo(OP_READ | OP_WRITE);
    }

    @Test
    void aSelectedKeyKeepsAnOperationThatIsNoLongerReady() throws IOException {
        SelectionKey key = readableKey(OP_READ | OP_WRITE);
        assertThat(selector.selectNow()).isEqualTo(1);
        connection.channel.read(ByteBuffer.allocate(16));
        assertThat(selector.selectNow()).isZero();
        assertThat(key.readyOps()).isEqualTo(OP_READ | OP_WRITE);
    }

    @Test
    void aRemovedKeyStartsAnewWithWhatIsReadyNow() throws IOException {
        SelectionKey key = readableKey(OP_READ | OP_WRITE);
        selector.selectNow();
        selector.selectedKeys().remove(key);
        key.interestOps(OP_WRITE);
        assertThat(selector.selectNow()).isEqualTo(1);
        assertThat(key.readyOps()).isEqualTo(OP_WRITE);
    }

    @Test
    void removingAKeyLeavesItsReadySetUntilItIsSelectedAgain() throws IOException {
        SelectionKey key = readableKey(OP_READ);
        selector.selectNow();
        selector.selectedKeys().remove(key);
        assertThat(key.readyOps()).isEqualTo(OP_READ);
        key.interestOps(0);
        assertThat(selector.selectNow()).isZero();
        assertThat(key.readyOps()).isEqualTo(OP_READ);
    }

    @Test
    void changingTheInterestLeavesTheReadySetAlone() throws IOException {
        SelectionKey key = readableKey(OP_READ);
        selector.selectNow();
        key.interestOps(OP_WRITE);
        assertThat(key.readyOps()).isEqualTo(OP_READ);
        assertThat(key.isReadable()).isTrue();
        assertThat(key.isWritable()).isFalse();
    }

    @Test
    void theCountIsThatOfKeysNotOfOperations() throws IOException {
        readableKey(OP_READ | OP_WRITE);
        try (Connection other = Connection.open()) {
            other.channel.register(selector, OP_WRITE);
            assertThat(selector.selectNow()).isEqualTo(2);
            assertThat(selector.selectedKeys()).hasSize(2);
        }
    }

    @Test
    void nothingIsReadyThatNobodyAskedFor() throws IOException {
        SelectionKey key = readableKey(0);
        for (int i = 0; i < 100; i++) {
            assertThat(selector.selectNow()).isZero();
        }
        assertThat(selector.selectedKeys()).isEmpty();
        assertThat(selector.select(1)).isZero();
        key.interestOps(OP_READ);
        assertThat(selector.select()).isEqualTo(1);
    }

    @Test
    void theReadySetIsASubsetOfTheInterest() throws IOException {
        SelectionKey key = readableKey(OP_READ);
        selector.selectNow();
        assertThat(key.readyOps()).isEqualTo(OP_READ);
        selector.selectedKeys().clear();
        key.interestOps(OP_WRITE);
        selector.selectNow();
        assertThat(key.readyOps()).isEqualTo(OP_WRITE);
    }
}
