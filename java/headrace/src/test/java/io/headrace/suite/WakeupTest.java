// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.Connection;
import io.headrace.suite.support.Signals;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What ends a select that has nothing to report: wakeups, interrupts, close; and what does not: signals. */
@Bounded
class WakeupTest {
    @AutoClose
    private final Selector selector = Selector.open();

    @AutoClose
    private final Connection connection = Connection.open();

    WakeupTest() throws IOException {}

    @Test
    void aWakeupBeforeTheSelectEndsItAtOnce() throws IOException {
        connection.channel.register(selector, OP_READ);
        assertThat(selector.wakeup()).isSameAs(selector);
        assertThat(selector.select()).isZero();
        assertThat(selector.selectedKeys()).isEmpty();
    }

    @Test
    void manyWakeupsCountAsOne() throws Exception {
        for (int i = 0; i < 100_000; i++) {
            selector.wakeup();
        }
        assertThat(selector.select()).isZero();
        Background<Integer> select = Background.startBlockedIn("select", selector::select);
        selector.wakeup();
        assertThat(select.result()).isZero();
    }

    @Test
    void selectNowConsumesAWakeup() throws Exception {
        selector.wakeup();
        assertThat(selector.selectNow()).isZero();
        Background<Integer> select = Background.startBlockedIn("select", selector::select);
        assertThat(select.thread.isAlive()).isTrue();
        selector.wakeup();
        select.result();
    }

    @Test
    void aTimedSelectConsumesAWakeup() throws Exception {
        selector.wakeup();
        assertThat(selector.select(1_000_000)).isZero();
        Background<Integer> select = Background.startBlockedIn("select", selector::select);
        selector.wakeup();
        select.result();
    }

    @Test
    void aWakeupEndsABlockedSelect() throws Exception {
        connection.channel.register(selector, OP_READ);
        Background<Integer> select = Background.startBlockedIn("select", selector::select);
        selector.wakeup();
        assertThat(select.result()).isZero();
    }

    @Test
    void aWakeupEndsABlockedSelectWithAnAction() throws Exception {
        connection.channel.register(selector, OP_READ);
        Background<Integer> select = Background.startBlockedIn("select", () -> selector.select(key -> {}));
        selector.wakeup();
        assertThat(select.result()).isZero();
    }

    @Test
    void aWakeupHidesNoReadyKeyAndIsNotCounted() throws IOException {
        SelectionKey key = connection.channel.register(selector, OP_WRITE);
        selector.wakeup();
        assertThat(selector.select()).isEqualTo(1);
        assertThat(selector.selectedKeys()).containsExactly(key);
        assertThat(selector.selectNow(k -> {})).isEqualTo(1);
    }

    @Test
    void aWakeupFromAnActionEndsTheNextSelect() throws IOException {
        connection.channel.register(selector, OP_WRITE);
        selector.select(key -> {
            key.interestOps(0);
            selector.wakeup();
        });
        assertThat(selector.select()).isZero();
    }

    @Test
    void eachWakeupOfARowEndsItsOwnSelect() throws Exception {
        for (int i = 0; i < 1000; i++) {
            CountDownLatch started = new CountDownLatch(1);
            Background<Integer> select = Background.start(() -> {
                started.countDown();
                return selector.select();
            });
            started.await();
            selector.wakeup();
            assertThat(select.result()).isZero();
        }
    }

    @Test
    void twoSelectorsAreWokenSeparately() throws Exception {
        try (Selector other = Selector.open()) {
            Background<Integer> select = Background.startBlockedIn("select", other::select);
            selector.wakeup();
            assertThat(selector.select()).isZero();
            assertThat(select.thread.isAlive()).isTrue();
            other.wakeup();
            assertThat(select.result()).isZero();
        }
    }

    @Test
    void anInterruptBeforeTheSelectEndsItAndIsKept() throws IOException {
        Thread.currentThread().interrupt();
        assertThat(selector.select()).isZero();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(selector.isOpen()).isTrue();
    }

    @Test
    void anInterruptEndsABlockedSelectAndIsKept() throws Exception {
        connection.channel.register(selector, OP_READ);
        Background<Boolean> select = Background.startBlockedIn("select", () -> {
            selector.select();
            return Thread.interrupted();
        });
        select.thread.interrupt();
        assertThat(select.result()).isTrue();
        assertThat(selector.isOpen()).isTrue();
        assertThat(connection.channel.isOpen()).isTrue();
    }

    @Test
    void anInterruptEndsATimedSelectWithAnAction() throws Exception {
        connection.channel.register(selector, OP_READ);
        Background<Boolean> select = Background.startBlockedIn("select", () -> {
            selector.select(key -> {}, 1_000_000);
            return Thread.interrupted();
        });
        select.thread.interrupt();
        assertThat(select.result()).isTrue();
    }

    @Test
    void anInterruptHidesNoReadyKey() throws IOException {
        connection.channel.register(selector, OP_WRITE);
        Thread.currentThread().interrupt();
        try {
            assertThat(selector.select()).isEqualTo(1);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void anOldInterruptDoesNotEndLaterSelects() throws IOException {
        Thread.currentThread().interrupt();
        selector.select();
        assertThat(Thread.interrupted()).isTrue();
        selector.selectNow();
        Pipe pipe = Pipe.open();
        try (Pipe.SinkChannel sink = pipe.sink();
                Pipe.SourceChannel source = pipe.source()) {
            source.configureBlocking(false).register(selector, OP_READ);
            sink.write(ByteBuffer.allocate(1));
            assertThat(selector.select()).isEqualTo(1);
        }
    }

    @Test
    void aSignalDoesNotEndATimedSelect() throws Exception {
        connection.channel.register(selector, OP_READ);
        Background<Integer> select =
                Background.startBlockedIn("select", () -> selector.select(Bounded.SECONDS * 10_000L));
        try (Signals signals = Signals.to(select.thread)) {
            for (int i = 0; i < 20; i++) {
                signals.send();
            }
        }
        assertThat(select.thread.isAlive()).isTrue();
        connection.peerSends(1);
        assertThat(select.result()).isEqualTo(1);
    }

    @Test
    void aSignalDoesNotEndASelectWithoutLimit() throws Exception {
        connection.channel.register(selector, OP_READ);
        Background<Integer> select = Background.startBlockedIn("select", selector::select);
        try (Signals signals = Signals.to(select.thread)) {
            signals.send();
        }
        assertThat(select.thread.isAlive()).isTrue();
        selector.wakeup();
        assertThat(select.result()).isZero();
    }
}
