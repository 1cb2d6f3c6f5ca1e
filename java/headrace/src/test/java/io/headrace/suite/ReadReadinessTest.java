// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.Connection;
import io.headrace.suite.support.Transfer;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OP_READ after each thing that a read may do: a key is ready exactly while a read would not block. */
@Bounded
class ReadReadinessTest {
    @AutoClose
    private final Selector selector = Selector.open();

    @AutoClose
    private final Connection connection = Connection.open();

    private final SelectionKey key = connection.channel.register(selector, OP_READ);

    ReadReadinessTest() throws IOException {}

    private void arrive(int count) throws IOException {
        connection.peerSends(count);
        Waiting.untilReady(key, OP_READ);
    }

    @Test
    void anIdleConnectionIsNotReadable() throws IOException {
        for (int i = 0; i < 100; i++) {
            assertThat(Waiting.isReady(key)).isFalse();
        }
    }

    @Test
    void unreadDataIsReportedInEachSelect() throws IOException {
        arrive(10);
        for (int i = 0; i < 100; i++) {
            assertThat(Waiting.isReady(key)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPartialReadLeavesTheKeyReady(Transfer transfer) throws IOException {
        arrive(10);
        for (int left = 10; left > 2; left -= 2) {
            assertThat(transfer.read(connection.channel, 2)).isEqualTo(2);
            assertThat(Waiting.isReady(key)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aShortReadOfAllDataMakesTheKeyUnready(Transfer transfer) throws IOException {
        for (int i = 0; i < 10; i++) {
            arrive(10);
            assertThat(transfer.read(connection.channel, 64)).isEqualTo(10);
            assertThat(Waiting.isReady(key)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReadThatFillsTheBufferExactlyMakesTheKeyUnready(Transfer transfer) throws IOException {
        for (int i = 0; i < 10; i++) {
            arrive(10);
            assertThat(transfer.read(connection.channel, 10)).isEqualTo(10);
            assertThat(Waiting.isReady(key)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReadThatFindsNothingLeavesTheKeyUnreadyUntilDataComes(Transfer transfer) throws IOException {
        arrive(10);
        assertThat(transfer.read(connection.channel, 10)).isEqualTo(10);
        assertThat(transfer.read(connection.channel, 10)).isZero();
        assertThat(Waiting.isReady(key)).isFalse();
        arrive(1);
        assertThat(transfer.read(connection.channel, 10)).isEqualTo(1);
        assertThat(Waiting.isReady(key)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aReadIntoNoRoomLeavesTheKeyAsItWas(Transfer transfer) throws IOException {
        assertThat(transfer.read(connection.channel, 0)).isZero();
        assertThat(Waiting.isReady(key)).isFalse();
        arrive(10);
        assertThat(transfer.read(connection.channel, 0)).isZero();
        assertThat(Waiting.isReady(key)).isTrue();
        assertThat(transfer.read(connection.channel, 64)).isEqualTo(10);
        assertThat(Waiting.isReady(key)).isFalse();
    }

    @Test
    void aReadThatIsRefusedLeavesTheKeyReady() throws IOException {
        arrive(10);
        assertThatThrownBy(() -> connection.channel.read(ByteBuffer.allocate(16).asReadOnlyBuffer()))
                .isExactlyInstanceOf(IllegalArgumentException.class);
        assertThat(Waiting.isReady(key)).isTrue();
    }

    @Test
    void aReadBeforeTheFirstSelectIsKnownToIt() throws IOException {
        arrive(10);
        try (Selector later = Selector.open()) {
            SelectionKey second = connection.channel.register(later, OP_READ);
            assertThat(connection.channel.read(ByteBuffer.allocate(64))).isEqualTo(10);
            assertThat(Waiting.isReady(second)).isFalse();
        }
    }

    @Test
    void dataThatCameBeforeTheRegistrationIsReported() throws IOException {
        arrive(10);
        try (Selector later = Selector.open()) {
            SelectionKey second = connection.channel.register(later, OP_READ);
            assertThat(later.select()).isEqualTo(1);
            assertThat(second.isReadable()).isTrue();
        }
    }

    @Test
    void moreDataAfterAPartialReadKeepsTheKeyReady() throws IOException {
        arrive(10);
        assertThat(connection.channel.read(ByteBuffer.allocate(4))).isEqualTo(4);
        connection.peerSends(10);
        assertThat(Waiting.isReady(key)).isTrue();
        int left = 16;
        while (left > 0) {
            left -= connection.channel.read(ByteBuffer.allocate(3));
        }
        assertThat(Waiting.isReady(key)).isFalse();
    }

    @Test
    void aReadLargerThanAnyCopyBufferLeavesTheRestReady() throws Exception {
        int size = 4 << 20;
        Background<Void> sending = Background.start(() -> {
            connection.peerSends(size);
            return null;
        });
        ByteBuffer heap = ByteBuffer.allocate(size);
        while (heap.hasRemaining()) {
            Waiting.untilReady(key, OP_READ);
            connection.channel.read(heap);
        }
        sending.result();
        assertThat(Waiting.isReady(key)).isFalse();
    }

    @Test
    void pingPongOfOneByteIsReportedEachTime() throws IOException {
        key.interestOps(OP_READ | OP_WRITE);
        ByteBuffer one = ByteBuffer.allocateDirect(1);
        for (int i = 0; i < 500; i++) {
            connection.peerSends(1);
            Waiting.untilReady(key, OP_READ);
            assertThat(connection.channel.read(one.clear())).isEqualTo(1);
            assertThat(connection.channel.write(one.flip())).isEqualTo(1);
            assertThat(connection.peerReceives(1)).hasSize(1);
        }
    }
}
