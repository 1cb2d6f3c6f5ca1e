// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.TriggerMode;
import io.headrace.os.OsError;
import io.headrace.os.Poller;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the poller is told of keys. {@link FakePoller} itself fails where a change breaks the seam's rules. */
@ParameterizedClass
@MethodSource("cells")
class RegistrationTest {
    private static final int ERROR = OsError.MEMORY | 12 << 8;

    private final Engine engine;
    private final FakeChannel channel;

    RegistrationTest(Backend backend, TriggerMode mode) {
        engine = new Engine(backend, mode);
        channel = engine.stream();
    }

    static List<Arguments> cells() {
        List<Arguments> cells = new ArrayList<>();
        for (Backend backend : Backend.values()) {
            for (TriggerMode mode : TriggerMode.values()) {
                cells.add(Arguments.of(backend, mode));
            }
        }
        return cells;
    }

    @Test
    void aKeyIsAddedByTheSelectAfterItsRegistration() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        assertThat(engine.changes()).isZero();
        engine.selector.selectNow();
        assertThat(engine.poller.registered(key.token()) & Poller.READ).isEqualTo(Poller.READ);
    }

    @Test
    void aRepeatedSelectWithNothingNewMakesNoChange() throws IOException {
        channel.register(engine.selector, OP_READ);
        engine.settle();
        int changes = engine.changes();
        engine.settle();
        assertThat(engine.changes()).isEqualTo(changes);
    }

    @Test
    void aKeyWithoutInterestIsNotReportedWithoutEnd() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        engine.settle();
        key.interestOps(0);
        engine.settle();
        channel.socket.arriveReset();
        int waits = engine.poller.waits.size();
        assertThat(engine.blocks()).isTrue();
        assertThat(engine.poller.waits.size() - waits).isLessThanOrEqualTo(2);
    }

    @Test
    void everyAddIsFollowedByOneRemoval() throws IOException {
        List<ReadinessKey> keys = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            keys.add(engine.stream().register(engine.selector, OP_READ | OP_WRITE));
        }
        engine.settle();
        keys.get(0).interestOps(0);
        keys.get(1).cancel();
        keys.get(2).channel().close();
        for (int i = 3; i < 10; i++) {
            keys.get(i).cancel();
            keys.get(i).channel().close();
        }
        engine.settle();
        for (int i = 0; i < 20; i++) {
            keys.get(i).cancel();
        }
        engine.settle();
        assertThat(engine.poller.liveTokens()).isZero();
    }

    @Test
    void aKeyThatIsClosedBeforeItsFirstSelectIsNeverAdded() throws IOException {
        channel.register(engine.selector, OP_READ);
        channel.close();
        engine.settle();
        assertThat(engine.changes()).isZero();
    }

    @Test
    void aKeyThatIsClosedBetweenPackingAndApplicationIsPassedOver() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        FakeChannel[] reuser = new FakeChannel[1];
        engine.poller.beforeChanges.add(() -> {
            close(channel);
            reuser[0] = engine.stream();
            reuser[0].socket.arrive(1);
        });
        engine.selector.selectNow();
        assertThat(reuser[0].handle().socket()).isEqualTo(channel.handle().socket());
        assertThat(reuser[0].socket.registrations).isEmpty();
        ReadinessKey second = reuser[0].register(engine.selector, OP_READ);
        assertThat(engine.ready(second)).isEqualTo(OP_READ);
        assertThat(key.isValid()).isFalse();
    }

    @Test
    void aModificationIsPassedOverWhenItsNumberIsReusedBetweenPackingAndApplication() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        engine.settle();
        channel.receive(1);
        channel.socket.arrive(2);
        engine.ready(key);
        channel.receive(1);
        key.interestOps(OP_READ | OP_WRITE);
        engine.poller.beforeChanges.add(() -> {
            close(channel);
            engine.stream();
        });
        engine.settle();
        assertThat(engine.poller.liveTokens()).isZero();
    }

    @Test
    void aChannelThatIsClosedButNotYetCancelledIsNotModified() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        engine.settle();
        channel.socket.arrive(2);
        engine.ready(key);
        channel.receive(1);
        key.interestOps(OP_READ | OP_WRITE);
        channel.whenClosed = () -> {
            engine.stream();
            engine.selectNow();
        };
        channel.close();
        engine.settle();
        assertThat(engine.poller.liveTokens()).isZero();
    }

    @Test
    void aChannelIsNoLongerReportedOnceClosedThoughAChildHoldsIt() throws IOException {
        channel.register(engine.selector, OP_READ);
        engine.settle();
        engine.kernel.inherited.add(channel.socket);
        channel.close();
        channel.socket.arrive(1);
        int waits = engine.poller.waits.size();
        assertThat(engine.blocks()).isTrue();
        assertThat(engine.poller.waits.size() - waits).isLessThanOrEqualTo(2);
    }

    @Test
    void aKeyCancelledJustBeforeItsChannelIsClosedIsNoLongerReportedThoughAChildHoldsIt() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        engine.settle();
        engine.kernel.inherited.add(channel.socket);
        key.cancel();
        channel.beforeClosing = engine::selectNow;
        channel.close();
        channel.socket.arrive(1);
        int waits = engine.poller.waits.size();
        assertThat(engine.blocks()).isTrue();
        assertThat(engine.poller.waits.size() - waits).isLessThanOrEqualTo(2);
    }

    @Test
    void aChannelClosedWhileItsKeyTakesAnotherModeIsNoLongerReportedThoughAChildHoldsIt() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ, TriggerMode.LEVEL);
        engine.settle();
        engine.kernel.inherited.add(channel.socket);
        key.requestInterest(OP_READ, TriggerMode.TRACKED);
        channel.whenAskedForOps = () -> close(channel);
        engine.selector.selectNow();
        channel.close();
        channel.socket.arrive(1);
        engine.settle();
        int waits = engine.poller.waits.size();
        assertThat(engine.blocks()).isTrue();
        assertThat(engine.poller.waits.size() - waits).isLessThanOrEqualTo(2);
    }

    @Test
    void anEventOfADeadTokenIsDropped() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        engine.settle();
        long dead = key.token();
        key.cancel();
        engine.settle();
        FakeChannel next = engine.stream();
        ReadinessKey reuser = next.register(engine.selector, OP_READ);
        engine.settle();
        engine.poller.alsoReport(dead, Poller.READ);
        assertThat(engine.ready(reuser)).isZero();
        assertThat(engine.selector.statistics().staleEvents()).isEqualTo(1);
    }

    @Test
    void aSlotIsUsedAgainOnceThePollerIsDoneWithIt() throws IOException {
        for (int i = 0; i < 1000; i++) {
            FakeChannel next = engine.stream();
            ReadinessKey key = next.register(engine.selector, OP_READ);
            engine.settle();
            assertThat((int) key.token()).isLessThan(2);
            key.cancel();
            next.close();
            engine.settle();
        }
    }

    @Test
    void aSlotWhoseRegistrationNeverReachedThePollerIsUsedAgain() throws IOException {
        for (int i = 0; i < 3; i++) {
            FakeChannel next = engine.stream();
            next.register(engine.selector, OP_READ);
            next.whenClosed = engine::selectNow;
            next.close();
            engine.settle();
        }
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        engine.settle();
        assertThat((int) key.token()).isZero();
    }

    @Test
    void aSlotWhoseRegistrationFailedIsUsedAgain() throws IOException {
        for (int i = 0; i < 3; i++) {
            FakeChannel next = engine.stream();
            next.register(engine.selector, OP_READ);
            engine.poller.changeErrors.add(ERROR);
            assertThatThrownBy(engine.selector::selectNow).isInstanceOf(IOException.class);
            next.close();
            engine.settle();
        }
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        engine.settle();
        assertThat((int) key.token()).isZero();
    }

    @Test
    void aFailedChangeFailsThatSelectAndTheSelectorGoesOn() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        channel.socket.arrive(1);
        engine.poller.changeErrors.add(ERROR);
        assertThatThrownBy(engine.selector::select)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("register")
                .hasMessageContaining("error 12");
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
    }

    @Test
    void aFailedChangeOfAKeyThatWasCancelledMeanwhileIsForgotten() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        engine.poller.changeErrors.add(ERROR);
        engine.poller.afterHarvest.add(key::cancel);
        engine.selectNow();
        engine.settle();
        assertThat(engine.poller.liveTokens()).isZero();
        assertThat(engine.poller.changes()).hasSize(1);
    }

    @Test
    void aFailedChangeHidesNoOtherKey() throws IOException {
        FakeChannel good = engine.stream();
        ReadinessKey key = good.register(engine.selector, OP_READ);
        engine.settle();
        good.socket.arrive(1);
        channel.register(engine.selector, OP_READ);
        engine.poller.changeErrors.add(ERROR);
        assertThatThrownBy(engine.selector::select).isInstanceOf(IOException.class);
        assertThat(engine.selector.selectedKeys()).containsExactly(key);
    }

    @Test
    void changesThatExceedTheRoomForEventsAreAppliedInParts() throws IOException {
        List<ReadinessKey> keys = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            FakeChannel next = engine.stream();
            next.socket.arrive(1);
            keys.add(next.register(engine.selector, OP_READ));
        }
        engine.selector.select();
        assertThat(engine.poller.waits.size()).isGreaterThan(1);
        assertThat(engine.poller.liveTokens()).isEqualTo(1000);
        engine.settle();
        assertThat(engine.poller.blocked).isZero();
    }

    @Test
    void aWakeupThatAnEarlierPartTookEndsTheSelect() throws IOException {
        for (int i = 0; i < 300; i++) {
            FakeChannel next = engine.channel(ChannelKind.LISTENER);
            next.register(engine.selector, next.validOps());
        }
        engine.selector.wakeup();
        assertThat(engine.selector.select()).isZero();
        assertThat(engine.poller.blocked).isZero();
    }

    @Test
    void aFailedWaitFailsThatSelectAndItsChangesAreGivenAgain() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        channel.socket.arrive(1);
        engine.poller.waitErrors.add(-(long) ERROR);
        assertThatThrownBy(engine.selector::select)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("wait for events");
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
    }

    @Test
    void partsThatWereAppliedBeforeAWaitFailedAreNotGivenAgain() throws IOException {
        for (int i = 0; i < 300; i++) {
            engine.stream().register(engine.selector, OP_READ);
        }
        engine.poller.waitErrors.add(0L);
        engine.poller.waitErrors.add(-(long) ERROR);
        assertThatThrownBy(engine.selector::selectNow).isInstanceOf(IOException.class);
        engine.selector.selectNow();
        assertThat(engine.poller.liveTokens()).isEqualTo(300);
    }

    @Test
    void aKeyTakesAnotherModeWhereItLives() throws IOException {
        for (TriggerMode other : TriggerMode.values()) {
            ReadinessKey key = channel.register(engine.selector, OP_READ, other);
            engine.settle();
            channel.socket.arrive(1);
            assertThat(engine.ready(key)).isEqualTo(OP_READ);
            channel.receiveAll();
            assertThat(engine.blocks()).isTrue();
        }
    }

    @Test
    void aKeyThatIsReadyStaysSoInAnotherMode() throws IOException {
        channel.socket.arrive(1);
        for (TriggerMode other : TriggerMode.values()) {
            ReadinessKey key = channel.register(engine.selector, OP_READ, other);
            assertThat(engine.ready(key)).isEqualTo(OP_READ);
        }
    }

    @Test
    void aDirectionThatAReportDisarmedIsArmedInAnotherMode() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ, TriggerMode.ONESHOT);
        channel.socket.arrive(1);
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
        channel.register(engine.selector, 0, TriggerMode.TRACKED);
        engine.settle();
        key.interestOps(OP_READ);
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
    }

    @Test
    void aKeyMayBeCancelledAndItsChannelRegisteredAgain() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        engine.settle();
        for (int i = 0; i < 5; i++) {
            key.cancel();
            engine.settle();
            key = channel.register(engine.selector, OP_READ);
            channel.socket.arrive(1);
            assertThat(engine.ready(key)).isEqualTo(OP_READ);
            channel.receiveAll();
        }
        assertThat(engine.poller.liveTokens()).isEqualTo(1);
    }

    private static void close(FakeChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
