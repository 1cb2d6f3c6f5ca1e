// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.TriggerMode;
import io.headrace.os.Poller;
import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What java.nio promises of a selection, in every mode that keeps its contract. */
@ParameterizedClass
@MethodSource("cells")
class SelectTest {
    private static final long FOREVER = -1;

    private final Engine engine;
    private final FakeChannel channel;

    SelectTest(Backend backend, TriggerMode mode) {
        engine = new Engine(backend, mode);
        channel = engine.stream();
    }

    static List<Arguments> cells() {
        List<Arguments> cells = new ArrayList<>();
        for (Backend backend : Backend.values()) {
            for (TriggerMode mode : List.of(TriggerMode.TRACKED, TriggerMode.LEVEL, TriggerMode.ONESHOT)) {
                cells.add(Arguments.of(backend, mode));
            }
        }
        return cells;
    }

    /** Else a select might find a key reported that has nothing ready, and answer 0. */
    @Test
    void whatIsWantedWhenASelectDecidesHoldsUntilItHas() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        channel.socket.arrive(1);
        engine.selectNow();
        int wanted = key.wanted();
        key.interestOps(0);
        int nothing = key.wanted();
        key.heldBack = Readiness.ALL_OPS;
        assertThat(key.opsAfter(key.reportedWait, wanted)).isEqualTo(OP_READ);
        assertThat(key.isReported(key.reportedWait, wanted)).isTrue();
        key.heldBack = 0;
        key.interestOps(OP_READ);
        assertThat(key.opsAfter(key.reportedWait, nothing)).isZero();
        assertThat(key.isReported(key.reportedWait, nothing)).isFalse();
    }

    /** A backend whose reports wait in a port has one of before the receive. */
    @Test
    void whatWasReceivedBeforeTheSelectIsNotTold() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        engine.settle();
        for (int i = 0; i < 3; i++) {
            channel.socket.arrive(2);
            channel.receiveAll();
            assertThat(engine.ready(key)).isZero();
            channel.socket.arrive(2);
            channel.receive(1);
            assertThat(engine.ready(key)).isEqualTo(OP_READ);
            channel.receiveAll();
            assertThat(engine.blocks()).isTrue();
        }
    }

    @Test
    void whatWasSentBeforeTheSelectIsNotToldAsRoom() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_WRITE);
        channel.send(100);
        engine.settle();
        channel.socket.peerReads(4);
        channel.send(100);
        assertThat(engine.ready(key)).isZero();
        channel.socket.peerReads(4);
        assertThat(engine.ready(key)).isEqualTo(OP_WRITE);
    }

    @Test
    void anOperationThatIsHeldBackIsLeftOutAndTheOthersAreNot() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ | OP_WRITE);
        channel.socket.arrive(1);
        key.heldBack = OP_WRITE;
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
        key.heldBack = 0;
        key.reconsiderAtOnce();
        assertThat(engine.ready(key)).isEqualTo(OP_READ | OP_WRITE);
    }

    @Test
    void aKeyInTheSelectedSetIsNotCountedAgain() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        channel.socket.arrive(1);
        assertThat(engine.selector.select()).isEqualTo(1);
        assertThat(engine.selector.select()).isZero();
        assertThat(engine.selector.selectedKeys()).containsExactly(key);
        assertThat(engine.poller.blocked).isZero();
    }

    @Test
    void aKeyInTheSelectedSetGathersOperationsAndIsCountedForNewOnes() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        channel.socket.arrive(1);
        assertThat(engine.selector.select()).isEqualTo(1);
        channel.receiveAll();
        key.interestOps(OP_WRITE);
        assertThat(engine.selector.select()).isEqualTo(1);
        assertThat(key.readyOps()).isEqualTo(OP_READ | OP_WRITE);
    }

    @Test
    void aKeyThatWasRemovedGetsItsReadyOperationsAnew() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ | OP_WRITE);
        channel.socket.arrive(1);
        assertThat(engine.ready(key)).isEqualTo(OP_READ | OP_WRITE);
        channel.receiveAll();
        assertThat(engine.ready(key)).isEqualTo(OP_WRITE);
    }

    @Test
    void anActionIsCalledInEverySelectWhileTheKeyIsReady() throws IOException {
        channel.register(engine.selector, OP_READ);
        channel.socket.arrive(1);
        List<SelectionKey> told = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            assertThat(engine.selector.select(told::add)).isEqualTo(1);
            assertThat(told).hasSize(i);
        }
        assertThat(engine.selector.selectedKeys()).isEmpty();
    }

    @Test
    void anActionThatCancelsAnotherKeyKeepsItFromBeingTold() throws IOException {
        for (int i = 0; i < 3; i++) {
            readyStream().register(engine.selector, OP_READ);
        }
        List<SelectionKey> told = new ArrayList<>();
        engine.selector.select(key -> {
            told.add(key);
            engine.selector.keys().stream().filter(k -> k != key).forEach(SelectionKey::cancel);
        });
        assertThat(told).hasSize(1);
        engine.selector.selectNow();
        assertThat(engine.selector.keys()).hasSize(1);
    }

    @Test
    void anActionMayCloseTheChannel() throws IOException {
        readyStream().register(engine.selector, OP_READ);
        engine.selector.select(key -> closeChannel((FakeChannel) key.channel()));
        engine.settle();
        assertThat(engine.selector.keys()).isEmpty();
        assertThat(engine.poller.liveTokens()).isZero();
    }

    @Test
    void anActionMayRegisterAnotherChannel() throws IOException {
        readyStream().register(engine.selector, OP_READ);
        FakeChannel other = readyStream();
        engine.selector.select(key -> register(other));
        List<SelectionKey> told = new ArrayList<>();
        assertThat(engine.selector.select(told::add)).isEqualTo(2);
    }

    @Test
    void anActionThatClosesTheSelectorMakesTheSelectThrow() throws IOException {
        channel.register(engine.selector, OP_READ);
        channel.socket.arrive(1);
        assertThatThrownBy(() -> engine.selector.select(key -> closeSelector()))
                .isInstanceOf(ClosedSelectorException.class);
        assertThat(engine.poller.closed).isEqualTo(1);
    }

    @Test
    void aSelectionInsideAnActionIsRefused() throws IOException {
        channel.register(engine.selector, OP_READ);
        channel.socket.arrive(1);
        Consumer<SelectionKey> again = key -> engine.selectNow();
        assertThatThrownBy(() -> engine.selector.select(again)).isInstanceOf(IllegalStateException.class);
        assertThat(engine.selector.selectNow()).isEqualTo(1);
    }

    @Test
    void anActionThatThrowsLosesNoOtherKey() throws IOException {
        for (int i = 0; i < 3; i++) {
            readyStream().register(engine.selector, OP_READ);
        }
        assertThatThrownBy(() -> engine.selector.select(key -> {
                    throw new IllegalArgumentException("the user's");
                }))
                .hasMessage("the user's");
        assertThat(engine.selector.select()).isEqualTo(3);
    }

    @Test
    void aKeyCancelledDuringTheWaitIsNotSelected() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        channel.socket.arrive(1);
        engine.poller.afterHarvest.add(key::cancel);
        assertThat(engine.selector.selectNow()).isZero();
        assertThat(engine.selector.keys()).isEmpty();
        assertThat(channel.isRegistered()).isFalse();
    }

    @Test
    void aCancelledKeyLeavesTheSetsAtTheNextSelect() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        channel.socket.arrive(1);
        engine.selector.select();
        key.cancel();
        assertThat(engine.selector.keys()).containsExactly(key);
        engine.selector.selectNow();
        assertThat(engine.selector.keys()).isEmpty();
        assertThat(engine.selector.selectedKeys()).isEmpty();
        assertThatThrownBy(key::interestOps).isInstanceOf(CancelledKeyException.class);
    }

    @Test
    void aKeyCancelledBeforeRegisterReturnsIsNoError() throws IOException {
        channel.whenAskedForReadiness = () -> engine.selectNow();
        ReadinessKey key = channel.register(engine.selector, OP_READ, TriggerMode.LEVEL);
        key.cancel();
        key.requestInterest(OP_READ, TriggerMode.TRACKED);
        engine.settle();
        assertThat(engine.selector.keys()).isEmpty();
        assertThat(engine.poller.liveTokens()).isZero();
    }

    @Test
    void interestThatIsSetDuringAWaitCountsFromTheNextSelectOn() throws IOException {
        ReadinessKey key = channel.register(engine.selector, 0);
        channel.socket.arrive(1);
        engine.poller.whenIdle.add(() -> {
            key.interestOps(OP_READ);
            engine.selector.wakeup();
        });
        engine.selector.select();
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
    }

    @Test
    void wakeupBeforeSelectMakesItReturnAtOnceAndOnlyThatOne() throws IOException {
        channel.register(engine.selector, OP_READ);
        engine.selector.wakeup();
        engine.selector.wakeup();
        assertThat(engine.selector.select()).isZero();
        assertThat(engine.poller.blocked).isZero();
        assertThat(engine.blocks()).isTrue();
    }

    @Test
    void wakeupWhileNothingWaitsLeavesThePollerAlone() throws IOException {
        engine.selector.wakeup();
        assertThat(engine.poller.wakeupCalled.getCount()).isEqualTo(1);
        engine.selector.select();
        assertThat(engine.poller.lastWait().timeout()).isZero();
    }

    @Test
    void aWakeupThatReachesThePollerLateEndsNoSelect() throws IOException {
        engine.poller.afterHarvest.add(engine.selector::wakeup);
        assertThat(engine.selector.select(1)).isZero();
        assertThat(engine.poller.wakeupCalled.getCount()).isZero();
        assertThat(engine.blocks()).isTrue();
    }

    @Test
    void selectNowConsumesAWakeup() throws IOException {
        engine.selector.wakeup();
        engine.selector.selectNow();
        assertThat(engine.blocks()).isTrue();
    }

    @Test
    void wakeupBetweenTheWaitsOfOneSelectEndsIt() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        engine.settle();
        // A report of a dead token ends the first wait, not the select.
        engine.poller.alsoReport(key.token() + (7L << 32), Poller.READ);
        engine.poller.beforeChanges.add(() -> {});
        engine.poller.beforeChanges.add(engine.selector::wakeup);
        assertThat(engine.selector.select()).isZero();
        assertThat(engine.poller.blocked).isZero();
    }

    @Test
    void anInterruptedThreadDoesNotBlockAndStaysInterrupted() throws IOException {
        channel.register(engine.selector, OP_READ);
        Thread.currentThread().interrupt();
        assertThat(engine.selector.select()).isZero();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(engine.poller.blocked).isZero();
        assertThat(engine.selector.isOpen()).isTrue();
    }

    @Test
    void timeZeroIsWithoutLimit() throws IOException {
        engine.selector.select(0);
        assertThat(engine.poller.lastWait().timeout()).isEqualTo(FOREVER);
    }

    @Test
    void timesAboveTheRangeOfNanosecondsAreWithoutLimit() throws IOException {
        engine.selector.select(Long.MAX_VALUE);
        assertThat(engine.poller.lastWait().timeout()).isEqualTo(FOREVER);
    }

    @Test
    void aWaitThatEndsEarlyIsRepeatedWithWhatIsLeftUntilTheDeadline() throws IOException {
        assertThat(engine.selector.select(1)).isZero();
        List<Long> timeouts =
                engine.poller.waits.stream().map(FakePoller.Wait::timeout).toList();
        assertThat(timeouts.get(0)).isLessThanOrEqualTo(1_000_000L);
        assertThat(timeouts).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(timeouts.get(timeouts.size() - 1)).isZero();
    }

    @Test
    void negativeTimeIsRefused() {
        assertThatThrownBy(() -> engine.selector.select(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void selectedKeysMayBeRemovedAndNotAdded() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        assertThatThrownBy(() -> engine.selector.selectedKeys().add(key))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> engine.selector.keys().remove(key)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aClosedSelectorRefusesAllButWakeupAndClose() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        engine.selector.selectNow();
        engine.selector.close();
        assertThat(key.isValid()).isFalse();
        assertThat(channel.isRegistered()).isFalse();
        assertThatThrownBy(engine.selector::keys).isInstanceOf(ClosedSelectorException.class);
        assertThatThrownBy(engine.selector::selectedKeys).isInstanceOf(ClosedSelectorException.class);
        assertThatThrownBy(engine.selector::select).isInstanceOf(ClosedSelectorException.class);
        assertThatThrownBy(() -> channel.register(engine.selector, OP_READ))
                .isInstanceOf(ClosedSelectorException.class);
        engine.selector.wakeup();
        engine.selector.close();
        channel.close();
        assertThat(engine.poller.closed).isEqualTo(1);
    }

    @Test
    void closingTheSelectorEndsASelectOfAnotherThread() throws Exception {
        channel.register(engine.selector, OP_READ);
        Thread closer = new Thread(this::closeSelector);
        engine.poller.whenIdle.add(() -> {
            closer.start();
            awaitWakeup();
        });
        assertThat(engine.selector.select()).isZero();
        closer.join();
        assertThat(engine.poller.blocked).isZero();
        assertThat(engine.poller.closed).isEqualTo(1);
    }

    @Test
    void aSelectorThatIsClosedWhileAChannelRegistersLeavesNoKey() {
        channel.whenAskedForReadiness = this::closeSelector;
        assertThatThrownBy(() -> channel.register(engine.selector, OP_READ))
                .isInstanceOf(ClosedSelectorException.class);
        assertThat(channel.isRegistered()).isFalse();
    }

    @Test
    void aClosedChannelIsRefused() throws IOException {
        channel.close();
        assertThatThrownBy(() -> channel.register(engine.selector, OP_READ)).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void statisticsCountWaitsEventsChangesAndWakeups() throws IOException {
        FakeChannel pipe = engine.channel(ChannelKind.PIPE_SOURCE);
        pipe.register(engine.selector, OP_READ);
        pipe.socket.arrive(1);
        engine.selector.wakeup();
        engine.selector.selectNow();
        var statistics = engine.selector.statistics();
        assertThat(statistics.waits()).isEqualTo(1);
        assertThat(statistics.events()).isEqualTo(1);
        assertThat(statistics.changes()).isEqualTo(1);
        assertThat(statistics.wakeups()).isEqualTo(1);
        assertThat(statistics.staleEvents()).isZero();
    }

    private FakeChannel readyStream() {
        FakeChannel stream = engine.stream();
        stream.socket.arrive(1);
        return stream;
    }

    private void register(FakeChannel other) {
        try {
            other.register(engine.selector, OP_READ);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void closeSelector() {
        try {
            engine.selector.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitWakeup() {
        try {
            engine.poller.wakeupCalled.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void closeChannel(FakeChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
