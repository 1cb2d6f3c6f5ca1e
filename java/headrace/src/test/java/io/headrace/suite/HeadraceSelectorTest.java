// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.HeadraceSelector;
import io.headrace.HeadraceSelectorProvider;
import io.headrace.TriggerMode;
import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.Connection;
import io.headrace.suite.support.OnHeadrace;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Headrace's selectors offer beyond java.nio: modes and counts. */
@Bounded
@OnHeadrace
class HeadraceSelectorTest {
    private static final String BACKEND = "io.headrace.backend";

    private final HeadraceSelectorProvider provider = HeadraceSelectorProvider.provider();

    @AutoClose
    private final HeadraceSelector tracked = provider.openSelector(TriggerMode.TRACKED);

    @AutoClose
    private final Connection connection = Connection.open();

    HeadraceSelectorTest() throws IOException {}

    @Test
    void aSelectorThatIsOpenedWithoutAModeHasThatOfTheProperty() throws IOException {
        String mode = System.getProperty("io.headrace.mode", "tracked").toUpperCase(Locale.ROOT);
        try (Selector selector = Selector.open()) {
            assertThat(((HeadraceSelector) selector).mode()).isEqualTo(TriggerMode.valueOf(mode));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSelectorHasTheModeItWasOpenedWith(TriggerMode mode) throws IOException {
        try (HeadraceSelector selector = provider.openSelector(mode)) {
            assertThat(selector.mode()).isEqualTo(mode);
            connection.channel.register(selector, OP_WRITE);
            assertThat(selector.select()).isEqualTo(1);
        }
    }

    @Test
    void aMissingModeIsRefused() {
        assertThatThrownBy(() -> provider.openSelector(null)).isExactlyInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> tracked.register(connection.channel, OP_READ, null, null))
                .isExactlyInstanceOf(NullPointerException.class);
        assertThat(connection.channel.isRegistered()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aKeyMayHaveAModeOfItsOwn(TriggerMode ofSelector) throws IOException {
        for (TriggerMode ofKey : TriggerMode.values()) {
            try (HeadraceSelector selector = provider.openSelector(ofSelector);
                    Connection other = Connection.open()) {
                SelectionKey key = selector.register(other.channel, OP_READ, ofKey, "attached");
                assertThat(key.attachment()).isEqualTo("attached");
                assertThat(key.interestOps()).isEqualTo(OP_READ);
                other.peerSends(10);
                Waiting.untilReady(key, OP_READ);
                assertThat(Waiting.isReady(key)).isEqualTo(ofKey != TriggerMode.EDGE);
            }
        }
    }

    @Test
    void theModeOfAKeyCanBeChangedWhileDataWaits() throws IOException {
        SelectionKey key = tracked.register(connection.channel, OP_READ, TriggerMode.EDGE, null);
        connection.peerSends(10);
        Waiting.untilReady(key, OP_READ);
        assertThat(Waiting.isReady(key)).isFalse();
        for (TriggerMode mode : List.of(TriggerMode.LEVEL, TriggerMode.ONESHOT, TriggerMode.TRACKED)) {
            assertThat(tracked.register(connection.channel, OP_READ, mode, null))
                    .isSameAs(key);
            assertThat(Waiting.isReady(key)).isTrue();
            assertThat(Waiting.isReady(key)).isTrue();
        }
        tracked.register(connection.channel, OP_READ, TriggerMode.EDGE, null);
        assertThat(Waiting.isReady(key)).isTrue();
        assertThat(Waiting.isReady(key)).isFalse();
        assertThat(connection.channel.read(ByteBuffer.allocate(16))).isEqualTo(10);
    }

    @Test
    void registeringAgainReplacesInterestAndAttachment() throws IOException {
        SelectionKey key = tracked.register(connection.channel, OP_READ, TriggerMode.LEVEL, "first");
        SelectionKey again = tracked.register(connection.channel, OP_WRITE, TriggerMode.LEVEL, "second");
        assertThat(again).isSameAs(key);
        assertThat(key.attachment()).isEqualTo("second");
        assertThat(key.interestOps()).isEqualTo(OP_WRITE);
        assertThat(Waiting.isReady(key)).isTrue();
    }

    @Test
    void registeringWithAModeRefusesWhatRegisterRefuses() throws IOException {
        assertThatThrownBy(() -> tracked.register(connection.channel, OP_ACCEPT, TriggerMode.LEVEL, null))
                .isExactlyInstanceOf(IllegalArgumentException.class);
        assertThat(connection.channel.isRegistered()).isFalse();
        connection.channel.configureBlocking(true);
        assertThatThrownBy(() -> tracked.register(connection.channel, OP_READ, TriggerMode.LEVEL, null))
                .isExactlyInstanceOf(IllegalBlockingModeException.class);
        connection.channel.configureBlocking(false);
        HeadraceSelector closed = provider.openSelector(TriggerMode.LEVEL);
        closed.close();
        assertThatThrownBy(() -> closed.register(connection.channel, OP_READ, TriggerMode.LEVEL, null))
                .isExactlyInstanceOf(ClosedSelectorException.class);
        connection.channel.close();
        assertThatThrownBy(() -> tracked.register(connection.channel, OP_READ, TriggerMode.LEVEL, null))
                .isExactlyInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aNewSelectorHasCountedNothing() {
        assertThat(tracked.statistics()).isEqualTo(new HeadraceSelector.Statistics(0, 0, 0, 0, 0));
    }

    @Test
    void aWakeupIsCountedOnceHoweverOftenItWasCalled() throws IOException {
        for (int i = 0; i < 100; i++) {
            tracked.wakeup();
        }
        tracked.select();
        tracked.selectNow();
        assertThat(tracked.statistics().wakeups()).isEqualTo(1);
        assertThat(tracked.statistics().waits()).isEqualTo(2);
    }

    @Test
    @DisabledIfSystemProperty(named = BACKEND, matches = "poll|iocp", disabledReason = "it has no edges")
    void aPipeThatIsReadToItsEndAddsNoChangeInTheKernel() throws IOException {
        Pipe pipe = Pipe.open();
        try (Pipe.SinkChannel sink = pipe.sink();
                Pipe.SourceChannel source = pipe.source()) {
            source.configureBlocking(false).register(tracked, OP_READ);
            long before = -1;
            for (int i = 0; i < 100; i++) {
                sink.write(ByteBuffer.allocate(3));
                assertThat(tracked.select()).isEqualTo(1);
                tracked.selectedKeys().clear();
                assertThat(source.read(ByteBuffer.allocate(8))).isEqualTo(3);
                before = i == 0 ? tracked.statistics().changes() : before;
            }
            assertThat(tracked.selectNow()).isZero();
            assertThat(tracked.statistics().changes()).isEqualTo(before);
        }
    }

    @Test
    @DisabledIfSystemProperty(named = BACKEND, matches = "poll", disabledReason = "it has no edges")
    @DisabledIfSystemProperty(
            named = BACKEND,
            matches = "kqueue",
            disabledReason = "sowwakeup: EVFILT_WRITE is reported with each acknowledgement, so not armed unasked")
    void changesOfInterestAddNoChangeInTheKernel() throws IOException {
        SelectionKey key = connection.channel.register(tracked, OP_READ | OP_WRITE);
        for (int i = 0; i < 5; i++) {
            tracked.selectNow();
        }
        long before = tracked.statistics().changes();
        for (int i = 0; i < 1000; i++) {
            key.interestOps(i % 2 == 0 ? OP_READ : OP_READ | OP_WRITE);
            tracked.selectNow();
        }
        assertThat(tracked.statistics().changes()).isEqualTo(before);
    }

    @Test
    void aSelectOverManyUnreadKeysIsOneWait() throws IOException {
        int count = 500;
        List<Pipe> pipes = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                Pipe pipe = Pipe.open();
                pipes.add(pipe);
                pipe.sink().write(ByteBuffer.allocate(1));
                pipe.source().configureBlocking(false).register(tracked, OP_READ);
            }
            while (tracked.selectedKeys().size() < count) {
                tracked.select();
            }
            HeadraceSelector.Statistics before = tracked.statistics();
            tracked.selectedKeys().clear();
            assertThat(tracked.select()).isEqualTo(count);
            assertThat(tracked.statistics().waits()).isEqualTo(before.waits() + 1);
            assertThat(tracked.statistics().changes()).isEqualTo(before.changes());
        } finally {
            for (Pipe pipe : pipes) {
                pipe.source().close();
                pipe.sink().close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHangUpThatNobodyAsksForDoesNotSpinInsideASelect(TriggerMode mode) throws Exception {
        try (HeadraceSelector selector = provider.openSelector(mode)) {
            SelectionKey key = connection.channel.register(selector, OP_READ);
            connection.peer.close();
            connection.channel.shutdownOutput();
            Waiting.untilReady(key, OP_READ);
            key.interestOps(0);
            selector.selectNow();
            long before = selector.statistics().waits();
            Background<Integer> select = Background.start(() -> selector.select(200));
            assertThat(select.result()).isZero();
            assertThat(selector.statistics().waits() - before).isLessThan(10);
        }
    }

    @ParameterizedTest
    @EnumSource
    void unwantedDataDoesNotEndOrSpinASelect(TriggerMode mode) throws Exception {
        try (HeadraceSelector selector = provider.openSelector(mode)) {
            SelectionKey key = connection.channel.register(selector, OP_READ);
            selector.selectNow();
            key.interestOps(0);
            Background<Integer> select = Background.startBlockedIn("select", selector::select);
            for (int i = 0; i < 1000; i++) {
                connection.peerSends(1);
            }
            assertThat(select.thread.isAlive()).isTrue();
            selector.wakeup();
            assertThat(select.result()).isZero();
            assertThat(selector.statistics().waits()).isLessThan(20);
            key.interestOps(OP_READ);
            Waiting.untilReady(key, OP_READ);
        }
    }
}
