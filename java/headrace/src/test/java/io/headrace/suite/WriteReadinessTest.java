// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

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

/** OP_WRITE after each thing that a write may do. */
@Bounded
class WriteReadinessTest {
    @AutoClose
    private final Selector selector = Selector.open();

    @AutoClose
    private final Connection connection = Connection.open();

    private final SelectionKey key = connection.channel.register(selector, OP_WRITE);

    WriteReadinessTest() throws IOException {}

    @Test
    void anIdleConnectionIsWritableInEachSelect() throws IOException {
        for (int i = 0; i < 100; i++) {
            assertThat(Waiting.isReady(key)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCompleteWriteLeavesTheKeyReady(Transfer transfer) throws IOException {
        for (int i = 0; i < 10; i++) {
            assertThat(transfer.write(connection.channel, 10)).isEqualTo(10);
            assertThat(Waiting.isReady(key)).isTrue();
        }
        assertThat(connection.peerReceives(100)).hasSize(100);
    }

    @ParameterizedTest
    @EnumSource
    void aWriteOfNothingLeavesTheKeyReady(Transfer transfer) throws IOException {
        assertThat(transfer.write(connection.channel, 0)).isZero();
        assertThat(Waiting.isReady(key)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aFullSocketIsNotWritableUntilThePeerReads(Transfer transfer) throws Exception {
        long written = 0;
        do {
            written += Waiting.untilFull(connection.channel);
            for (int n = 1; n > 0; written += n) {
                n = transfer.write(connection.channel, 1 << 16);
            }
        } while (Waiting.isReady(key));
        int total = Math.toIntExact(written);
        Background<byte[]> peer = Background.start(() -> connection.peerReceives(total));
        Waiting.untilReady(key, OP_WRITE);
        assertThat(peer.result()).hasSize(total);
        assertThat(transfer.write(connection.channel, 1)).isEqualTo(1);
        assertThat(Waiting.isReady(key)).isTrue();
    }

    @Test
    void aFullSocketThatNobodyTriedIsNotWritableForALateInterest() throws IOException {
        key.interestOps(0);
        selector.selectNow();
        Waiting.untilFull(connection.channel);
        key.interestOps(OP_WRITE);
        assertThat(Waiting.isReady(key)).isFalse();
    }

    @Test
    void aFullSocketIsStillReadable() throws IOException {
        Waiting.untilFull(connection.channel);
        key.interestOps(OP_READ | OP_WRITE);
        connection.peerSends(1);
        Waiting.untilReady(key, OP_READ);
        assertThat(key.readyOps()).isEqualTo(OP_READ);
        assertThat(connection.channel.read(ByteBuffer.allocate(8))).isEqualTo(1);
        assertThat(Waiting.isReady(key)).isFalse();
    }

    @Test
    void roomThatCameWhileNobodyAskedIsReportedWhenSomebodyAsks() throws Exception {
        int written = Math.toIntExact(Waiting.untilFull(connection.channel));
        assertThat(Waiting.isReady(key)).isFalse();
        key.interestOps(0);
        selector.selectNow();
        assertThat(connection.peerReceives(written)).hasSize(written);
        key.interestOps(OP_WRITE);
        Waiting.untilReady(key, OP_WRITE);
    }

    @Test
    void fillingAndEmptyingAgainAndAgainLosesNoReport() throws Exception {
        connection.peer.setReceiveBufferSize(1 << 16);
        ByteBuffer chunk = ByteBuffer.allocateDirect(1 << 20);
        long total = 16L << 20;
        Background<Long> peer = Background.start(() -> {
            byte[] buffer = new byte[1 << 16];
            long received = 0;
            while (received < total) {
                received += connection.peer.getInputStream().read(buffer);
            }
            return received;
        });
        long left = total;
        while (left > 0) {
            Waiting.untilReady(key, OP_WRITE);
            left -= connection.channel.write(chunk.clear().limit((int) Math.min(left, chunk.capacity())));
        }
        assertThat(peer.result()).isEqualTo(total);
    }
}
