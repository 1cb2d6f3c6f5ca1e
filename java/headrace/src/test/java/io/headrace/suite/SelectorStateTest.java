// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.Connection;
import io.headrace.suite.support.Proc;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Open and closed selectors, timeouts, and which monitors a select holds. */
@Bounded
class SelectorStateTest {
    @AutoClose
    private final Selector selector = Selector.open();

    @AutoClose
    private final Connection connection = Connection.open();

    SelectorStateTest() throws IOException {}

    @Test
    void selectNowWithoutKeysAnswersZero() throws IOException {
        for (int i = 0; i < 1000; i++) {
            assertThat(selector.selectNow()).isZero();
        }
    }

    @Test
    void aNegativeTimeoutIsRefused() {
        assertThatThrownBy(() -> selector.select(-1)).isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> selector.select(key -> {}, -1)).isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTimeoutOfZeroMeansWithoutLimit() throws Exception {
        Background<Integer> select = Background.startBlockedIn("select", () -> selector.select(0));
        selector.wakeup();
        assertThat(select.result()).isZero();
        Background<Integer> withAction = Background.startBlockedIn("select", () -> selector.select(key -> {}, 0));
        selector.wakeup();
        assertThat(withAction.result()).isZero();
    }

    @Test
    void aTimeoutBeyondAllCountersNeitherFailsNorEndsEarly() throws Exception {
        for (long millis : new long[] {Integer.MAX_VALUE + 1L, 100_000_000_000_000L, Long.MAX_VALUE}) {
            Background<Integer> select = Background.startBlockedIn("select", () -> selector.select(millis));
            assertThat(select.thread.isAlive()).isTrue();
            selector.wakeup();
            assertThat(select.result()).isZero();
        }
    }

    @Test
    void aTimedSelectWithNothingReadyAnswersZero() throws IOException {
        connection.channel.register(selector, OP_READ);
        assertThat(selector.select(1)).isZero();
        assertThat(selector.select(key -> {}, 1)).isZero();
    }

    @Test
    void aTimedSelectDoesNotEndEarly() throws IOException {
        connection.channel.register(selector, OP_READ);
        for (long millis : new long[] {1, 5, 20}) {
            long start = System.nanoTime();
            assertThat(selector.select(millis)).isZero();
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(millis));
        }
    }

    @Test
    void aClosedSelectorRefusesEverythingButWakeupAndClose() throws IOException {
        selector.close();
        assertThat(selector.isOpen()).isFalse();
        List<ThrowingCallable> refused = List.of(
                selector::keys,
                selector::selectedKeys,
                selector::select,
                selector::selectNow,
                () -> selector.select(1),
                () -> selector.select(key -> {}),
                () -> selector.selectNow(key -> {}),
                () -> selector.select(key -> {}, 1),
                () -> connection.channel.register(selector, OP_READ));
        assertThat(refused)
                .allSatisfy(call -> assertThatThrownBy(call).isExactlyInstanceOf(ClosedSelectorException.class));
        assertThatCode(selector::wakeup).doesNotThrowAnyException();
        assertThatCode(selector::close).doesNotThrowAnyException();
        assertThat(connection.channel.isRegistered()).isFalse();
    }

    @Test
    void aNegativeTimeoutIsRefusedBeforeTheSelectorIsFoundClosed() throws IOException {
        selector.close();
        assertThatThrownBy(() -> selector.select(-1)).isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void closeInvalidatesKeysAndEmptiesBothSets() throws IOException {
        SelectionKey key = connection.channel.register(selector, OP_WRITE);
        selector.selectNow();
        var keys = selector.keys();
        var selected = selector.selectedKeys();
        selector.close();
        assertThat(key.isValid()).isFalse();
        assertThat(keys).isEmpty();
        assertThat(selected).isEmpty();
        assertThat(connection.channel.isRegistered()).isFalse();
        assertThat(connection.channel.keyFor(selector)).isNull();
        assertThat(connection.channel.isOpen()).isTrue();
        assertThatThrownBy(key::interestOps).isExactlyInstanceOf(CancelledKeyException.class);
    }

    @Test
    void closeEndsABlockedSelectWithoutAnException() throws Exception {
        connection.channel.register(selector, OP_READ);
        Background<Integer> select = Background.startBlockedIn("select", selector::select);
        selector.close();
        assertThat(select.result()).isZero();
        assertThat(connection.channel.isRegistered()).isFalse();
    }

    @Test
    void closeEndsABlockedSelectWithAnActionWithoutAnException() throws Exception {
        connection.channel.register(selector, OP_READ);
        Background<Integer> select = Background.startBlockedIn("select", () -> selector.select(key -> {}));
        selector.close();
        assertThat(select.result()).isZero();
    }

    @Test
    void theChannelOfAClosedSelectorCanBeRegisteredElsewhere() throws IOException {
        connection.channel.register(selector, OP_WRITE);
        selector.selectNow();
        selector.close();
        try (Selector other = Selector.open()) {
            connection.channel.register(other, OP_WRITE);
            assertThat(other.select()).isEqualTo(1);
        }
    }

    @Test
    void closingASelectorFreesItsDescriptors() throws IOException {
        Proc.requireNoLeak(this::openAndCloseSelectors);
    }

    private void openAndCloseSelectors(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            try (Selector opened = Selector.open()) {
                connection.channel.register(opened, OP_WRITE);
                opened.selectNow();
            }
        }
    }

    @Test
    void anActionRunsWithTheSelectorAndItsSelectedKeysLockedAndKeysNot() throws IOException {
        connection.channel.register(selector, OP_WRITE);
        var keys = selector.keys();
        var selected = selector.selectedKeys();
        int called = selector.select(key -> {
            assertThat(Thread.holdsLock(selector)).isTrue();
            assertThat(Thread.holdsLock(selected)).isTrue();
            assertThat(Thread.holdsLock(keys)).isFalse();
        });
        assertThat(called).isEqualTo(1);
        assertThat(Thread.holdsLock(selector)).isFalse();
        assertThat(Thread.holdsLock(selected)).isFalse();
    }

    @Test
    void whoHoldsTheSelectedKeysKeepsASelectWaiting() throws Exception {
        connection.channel.register(selector, OP_WRITE);
        Background<Integer> select;
        synchronized (selector.selectedKeys()) {
            select = Background.start(selector::selectNow);
            Waiting.until("a select to wait for the monitor", () -> select.thread.getState() == Thread.State.BLOCKED);
            assertThat(selector.selectedKeys()).isEmpty();
        }
        assertThat(select.result()).isEqualTo(1);
    }

    @Test
    void whoHoldsTheSelectorKeepsASelectWaiting() throws Exception {
        connection.channel.register(selector, OP_WRITE);
        Background<Integer> select;
        synchronized (selector) {
            select = Background.start(selector::selectNow);
            Waiting.until("a select to wait for the monitor", () -> select.thread.getState() == Thread.State.BLOCKED);
        }
        assertThat(select.result()).isEqualTo(1);
    }

    @Test
    void whileASelectBlocksOthersRegisterChangeAndCancelWithoutBlocking() throws Exception {
        SelectionKey key = connection.channel.register(selector, OP_READ);
        Background<Integer> select = Background.startBlockedIn("select", selector::select);
        try (Connection other = Connection.open()) {
            SelectionKey added = other.channel.register(selector, OP_READ);
            key.interestOps(0);
            key.interestOpsOr(OP_READ);
            key.cancel();
            assertThat(selector.keys()).contains(added);
            selector.wakeup();
            assertThat(select.result()).isZero();
            assertThat(selector.keys()).containsExactly(added);
        }
    }

    @Test
    void whileASelectBlocksTheMonitorOfKeysIsFree() throws Exception {
        Background<Integer> select = Background.startBlockedIn("select", selector::select);
        synchronized (selector.keys()) {
            selector.wakeup();
            assertThat(select.result()).isZero();
        }
    }
}
