// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.Connection;
import io.headrace.suite.support.OnHeadrace;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Operations by other threads than the selecting one, at every moment of a select. */
@Bounded
class ManyThreadsTest {
    private static final int ROUNDS = 2000;

    @AutoClose
    private final Selector selector = Selector.open();

    @AutoClose
    private final Connection connection = Connection.open();

    private final SelectionKey key = connection.channel.register(selector, OP_READ);

    ManyThreadsTest() throws IOException {}

    @Test
    void aReadByAnotherThreadAfterTheReportMakesTheKeyUnready() throws Exception {
        for (int i = 0; i < 50; i++) {
            connection.peerSends(8);
            Waiting.untilReady(key, OP_READ);
            assertThat(Background.start(() -> connection.channel.read(ByteBuffer.allocate(64)))
                            .result())
                    .isEqualTo(8);
            assertThat(Waiting.isReady(key)).isFalse();
        }
    }

    /** The reader drains while a select harvests, publishes or has just begun: none may keep the key ready. */
    @Test
    void aDrainBesideASelectNeverLeavesTheKeyReadyForEver() throws Exception {
        Phaser rounds = new Phaser(2);
        Background<Void> reading = Background.start(() -> {
            ByteBuffer room = ByteBuffer.allocateDirect(64);
            for (int i = 0; i < ROUNDS; i++) {
                connection.peerSends(8);
                rounds.arriveAndAwaitAdvance();
                for (int left = 8; left > 0; ) {
                    left -= connection.channel.read(room.clear());
                }
                rounds.arriveAndAwaitAdvance();
                rounds.arriveAndAwaitAdvance();
            }
            return null;
        });
        for (int i = 0; i < ROUNDS; i++) {
            rounds.arriveAndAwaitAdvance();
            selector.selectNow();
            selector.selectedKeys().clear();
            rounds.arriveAndAwaitAdvance();
            assertThat(Waiting.isReady(key)).isFalse();
            rounds.arriveAndAwaitAdvance();
        }
        reading.result();
    }

    /** The peer sends while a read drains: either that read takes it, or the key is reported. */
    @Test
    void dataThatArrivesBesideADrainIsNotLost() throws Exception {
        AtomicLong sent = new AtomicLong();
        Background<Void> sending = Background.start(() -> {
            for (int i = 0; i < 20_000; i++) {
                connection.peerSends(1);
                sent.incrementAndGet();
            }
            return null;
        });
        ByteBuffer room = ByteBuffer.allocateDirect(64);
        for (long received = 0; received < 20_000; ) {
            Waiting.untilReady(key, OP_READ);
            received += connection.channel.read(room.clear());
        }
        sending.result();
        assertThat(sent.get()).isEqualTo(20_000);
        assertThat(Waiting.isReady(key)).isFalse();
    }

    @Test
    void twoThreadsThatReadOneChannelTogetherGetAll() throws Exception {
        AtomicLong received = new AtomicLong();
        AtomicBoolean over = new AtomicBoolean();
        Background<Void> other = Background.start(() -> {
            ByteBuffer room = ByteBuffer.allocateDirect(16);
            while (!over.get()) {
                received.addAndGet(connection.channel.read(room.clear()));
            }
            return null;
        });
        Background<Void> sending = Background.start(() -> {
            for (int i = 0; i < 5000; i++) {
                connection.peerSends(10);
            }
            return null;
        });
        ByteBuffer room = ByteBuffer.allocateDirect(16);
        while (received.get() < 50_000) {
            if (selector.select(1) > 0) {
                received.addAndGet(connection.channel.read(room.clear()));
            }
            selector.selectedKeys().clear();
        }
        over.set(true);
        other.result();
        sending.result();
        assertThat(received.get()).isEqualTo(50_000);
        assertThat(Waiting.isReady(key)).isFalse();
    }

    @Test
    void anInterestGivenBackByAnotherThreadWithAWakeupIsNotLost() throws Exception {
        Background<Integer> selecting = Background.start(() -> {
            int reports = 0;
            while (reports < ROUNDS) {
                selector.select();
                if (selector.selectedKeys().remove(key)) {
                    reports++;
                    key.interestOps(0);
                }
            }
            return reports;
        });
        ByteBuffer room = ByteBuffer.allocateDirect(1);
        for (int i = 0; i < ROUNDS; i++) {
            connection.peerSends(1);
            Waiting.until("the selecting thread to hand the channel over", () -> key.interestOps() == 0);
            assertThat(connection.channel.read(room.clear())).isEqualTo(1);
            key.interestOps(OP_READ);
            selector.wakeup();
        }
        assertThat(selecting.result()).isEqualTo(ROUNDS);
    }

    @Test
    void aWriterOnAnotherThreadIsToldOfRoom() throws Exception {
        long total = 8 << 20;
        key.interestOps(0);
        Background<byte[]> peer = Background.start(() -> connection.peerReceives((int) total));
        Background<Long> writing = Background.start(() -> {
            ByteBuffer chunk = ByteBuffer.allocateDirect(1 << 18);
            long left = total;
            while (left > 0) {
                int n = connection.channel.write(chunk.clear().limit((int) Math.min(left, chunk.capacity())));
                left -= n;
                if (n == 0) {
                    key.interestOpsOr(OP_WRITE);
                    selector.wakeup();
                    Waiting.until("room", () -> (key.interestOps() & OP_WRITE) == 0);
                }
            }
            return total - left;
        });
        while (writing.thread.isAlive()) {
            selector.select(key -> key.interestOpsAnd(~OP_WRITE), 10);
        }
        assertThat(writing.result()).isEqualTo(total);
        assertThat(peer.result()).hasSize((int) total);
    }

    @RepeatedTest(50)
    void closingTheSelectorWhileOthersRegisterLeavesNothingBehind() throws Exception {
        Selector raced = Selector.open();
        Background<SelectionKey> registering = Background.start(() -> {
            try {
                return connection.channel.register(raced, OP_READ);
            } catch (ClosedSelectorException e) {
                return null;
            }
        });
        raced.close();
        SelectionKey racedKey = registering.result();
        assertThat(racedKey == null || !racedKey.isValid()).isTrue();
    }

    /** JDK 17 throws CancelledKeyException here, JDK 25 does not. */
    @Test
    @OnHeadrace
    void aKeyMayBeCancelledBeforeRegisterReturns() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Background<Void> cancelling = Background.start(() -> {
            while (!over.get()) {
                selector.keys().forEach(SelectionKey::cancel);
            }
            return null;
        });
        for (int i = 0; i < ROUNDS; i++) {
            SelectionKey registered = connection.channel.keyFor(selector);
            if (registered == null) {
                assertThat(connection.channel.register(selector, OP_READ, this)).isNotNull();
            }
            selector.selectNow();
        }
        over.set(true);
        cancelling.result();
    }

    @RepeatedTest(50)
    void closingAChannelWhileItIsReadEndsTheReadProperly() throws Exception {
        try (Connection raced = Connection.open()) {
            raced.channel.register(selector, OP_READ);
            raced.peerSends(4);
            Background<Integer> reading = Background.start(() -> {
                int total = 0;
                try {
                    for (; ; ) {
                        total += raced.channel.read(ByteBuffer.allocate(4));
                    }
                } catch (ClosedChannelException e) {
                    return total;
                }
            });
            raced.channel.close();
            assertThat(reading.result()).isBetween(0, 4);
            assertThat(selector.selectNow()).isZero();
        }
    }
}
