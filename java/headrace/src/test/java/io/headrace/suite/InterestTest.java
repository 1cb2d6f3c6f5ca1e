// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_CONNECT;
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
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Interest sets: what is allowed, how they change, and what a change does to the next select. */
@Bounded
class InterestTest {
    private static final int STREAM_OPS = OP_READ | OP_WRITE | OP_CONNECT;

    @AutoClose
    private final Selector selector = Selector.open();

    @AutoClose
    private final Connection connection = Connection.open();

    InterestTest() throws IOException {}

    @Test
    void theValidOperationsAreThoseOfEachKind() throws IOException {
        Pipe pipe = Pipe.open();
        try (ServerSocketChannel listener = ServerSocketChannel.open();
                Pipe.SourceChannel source = pipe.source();
                Pipe.SinkChannel sink = pipe.sink()) {
            assertThat(connection.channel.validOps()).isEqualTo(STREAM_OPS);
            assertThat(listener.validOps()).isEqualTo(OP_ACCEPT);
            assertThat(source.validOps()).isEqualTo(OP_READ);
            assertThat(sink.validOps()).isEqualTo(OP_WRITE);
        }
    }

    @Test
    void otherOperationsAreRefused() throws IOException {
        SelectionKey key = connection.channel.register(selector, OP_READ);
        List<ThrowingCallable> refused = List.of(
                () -> connection.channel.register(selector, OP_ACCEPT),
                () -> connection.channel.register(selector, 2),
                () -> connection.channel.register(selector, -1),
                () -> key.interestOps(OP_ACCEPT | OP_READ),
                () -> key.interestOps(-1),
                () -> key.interestOpsOr(OP_ACCEPT),
                () -> key.interestOpsOr(1 << 10));
        assertThat(refused)
                .allSatisfy(call -> assertThatThrownBy(call).isExactlyInstanceOf(IllegalArgumentException.class));
        assertThat(key.interestOps()).isEqualTo(OP_READ);
    }

    @Test
    void otherOperationsAreRefusedForAChannelThatIsNotYetRegistered() {
        assertThatThrownBy(() -> connection.channel.register(selector, OP_ACCEPT))
                .isExactlyInstanceOf(IllegalArgumentException.class);
        assertThat(connection.channel.isRegistered()).isFalse();
    }

    @Test
    void andTakesAnyMask() throws IOException {
        SelectionKey key = connection.channel.register(selector, OP_READ | OP_WRITE);
        assertThat(key.interestOpsAnd(~OP_WRITE)).isEqualTo(OP_READ | OP_WRITE);
        assertThat(key.interestOpsAnd(-1)).isEqualTo(OP_READ);
        assertThat(key.interestOps()).isEqualTo(OP_READ);
    }

    @Test
    void orAndAndAnswerTheOldInterest() throws IOException {
        SelectionKey key = connection.channel.register(selector, OP_READ);
        assertThat(key.interestOpsOr(OP_WRITE)).isEqualTo(OP_READ);
        assertThat(key.interestOpsAnd(OP_WRITE)).isEqualTo(OP_READ | OP_WRITE);
        assertThat(key.interestOps(OP_READ)).isSameAs(key);
        assertThat(key.interestOps()).isEqualTo(OP_READ);
    }

    @Test
    void aCancelledKeyRefusesItsOperationSets() throws IOException {
        SelectionKey key = connection.channel.register(selector, OP_READ);
        key.cancel();
        List<ThrowingCallable> refused = List.of(
                key::interestOps,
                key::readyOps,
                key::isReadable,
                key::isWritable,
                key::isConnectable,
                key::isAcceptable,
                () -> key.interestOps(0),
                () -> key.interestOpsOr(0),
                () -> key.interestOpsAnd(0));
        assertThat(refused)
                .allSatisfy(call -> assertThatThrownBy(call).isExactlyInstanceOf(CancelledKeyException.class));
        assertThat(key.isValid()).isFalse();
        assertThat(key.channel()).isSameAs(connection.channel);
        assertThat(key.selector()).isSameAs(selector);
    }

    @Test
    void anInterestThatIsTakenBackBeforeTheSelectIsNotReported() throws IOException {
        SelectionKey key = connection.channel.register(selector, 0);
        for (int i = 0; i < 1000; i++) {
            key.interestOps(OP_WRITE);
            key.interestOps(0);
        }
        assertThat(selector.selectNow()).isZero();
    }

    @Test
    void anInterestOfOneSelectIsGoneInTheNext() throws IOException {
        SelectionKey key = connection.channel.register(selector, OP_READ);
        for (int i = 0; i < 20; i++) {
            key.interestOps(OP_WRITE);
            assertThat(Waiting.isReady(key)).isTrue();
            key.interestOps(OP_READ);
            assertThat(Waiting.isReady(key)).isFalse();
        }
    }

    @Test
    void dataThatCameWhileNobodyAskedIsReportedWhenSomebodyAsks() throws IOException {
        SelectionKey key = connection.channel.register(selector, OP_READ);
        for (int i = 0; i < 20; i++) {
            key.interestOps(0);
            connection.peerSends(1);
            assertThat(Waiting.isReady(key)).isFalse();
            key.interestOps(OP_READ);
            Waiting.untilReady(key, OP_READ);
            assertThat(connection.channel.read(ByteBuffer.allocate(8))).isPositive();
            assertThat(Waiting.isReady(key)).isFalse();
        }
    }

    @Test
    void theInterestMayBeTakenAwayAndGivenBackWhileDataWaits() throws IOException {
        SelectionKey key = connection.channel.register(selector, OP_READ);
        connection.peerSends(5);
        Waiting.untilReady(key, OP_READ);
        for (int i = 0; i < 20; i++) {
            key.interestOps(0);
            assertThat(Waiting.isReady(key)).isFalse();
            key.interestOps(OP_READ);
            assertThat(Waiting.isReady(key)).isTrue();
        }
        assertThat(connection.channel.read(ByteBuffer.allocate(8))).isEqualTo(5);
    }

    @Test
    void dataReadWhileNobodyAskedIsNotReportedLater() throws IOException {
        SelectionKey key = connection.channel.register(selector, OP_READ);
        connection.peerSends(5);
        Waiting.untilReady(key, OP_READ);
        key.interestOps(0);
        selector.selectNow();
        assertThat(connection.channel.read(ByteBuffer.allocate(8))).isEqualTo(5);
        key.interestOps(OP_READ);
        assertThat(Waiting.isReady(key)).isFalse();
    }

    @Test
    void aChangeByAnotherThreadCountsFromTheNextSelectOn() throws Exception {
        SelectionKey key = connection.channel.register(selector, OP_READ);
        Background<Integer> select = Background.startBlockedIn("select", selector::select);
        key.interestOps(OP_WRITE);
        selector.wakeup();
        assertThat(select.result()).isLessThanOrEqualTo(1);
        assertThat(Waiting.isReady(key)).isTrue();
    }

    @Test
    void everyThreadsOrAndAndIsKept() throws Exception {
        SelectionKey key = connection.channel.register(selector, 0);
        Background<Void> reader = Background.start(() -> flip(key, OP_READ));
        Background<Void> writer = Background.start(() -> flip(key, OP_WRITE));
        while (reader.thread.isAlive() || writer.thread.isAlive()) {
            selector.selectNow();
        }
        reader.result();
        writer.result();
        assertThat(key.interestOps()).isEqualTo(OP_READ | OP_WRITE);
    }

    private static Void flip(SelectionKey key, int op) {
        for (int i = 0; i < 5000; i++) {
            assertThat(key.interestOpsOr(op) & op).isZero();
            assertThat(key.interestOpsAnd(~op) & op).isNotZero();
        }
        key.interestOpsOr(op);
        return null;
    }

    @Test
    void theAttachmentIsReplacedAndAnswersThePreviousOne() throws IOException {
        SelectionKey key = connection.channel.register(selector, OP_READ, "first");
        assertThat(key.attach("second")).isEqualTo("first");
        assertThat(key.attach(null)).isEqualTo("second");
        assertThat(key.attachment()).isNull();
    }

    @Test
    void registeringAClosedOrBlockingChannelIsRefused() throws IOException {
        connection.channel.configureBlocking(true);
        assertThatThrownBy(() -> connection.channel.register(selector, OP_READ))
                .isExactlyInstanceOf(IllegalBlockingModeException.class);
        SocketChannel closed = SocketChannel.open();
        closed.configureBlocking(false);
        closed.close();
        assertThatThrownBy(() -> closed.register(selector, OP_READ)).isExactlyInstanceOf(ClosedChannelException.class);
        assertThat(selector.keys()).isEmpty();
    }
}
