// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import static java.nio.channels.SelectionKey.OP_READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.TriggerMode;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A select that asks the kernel again for a while before it sleeps. One that would do so for ever is interrupted. */
@Timeout(20)
class SpinTest {
    private static final long LONGER_THAN_ANY_TEST = TimeUnit.HOURS.toNanos(1);

    private final Engine engine = spinningFor(LONGER_THAN_ANY_TEST);

    private static Engine spinningFor(long nanos) {
        return new Engine(Backend.EPOLL, TriggerMode.TRACKED, nanos);
    }

    @Test
    void whatBecomesReadyMeanwhileIsFoundWithoutSleep() throws IOException {
        FakeChannel channel = engine.stream();
        channel.register(engine.selector, OP_READ);
        engine.poller.afterHarvest.add(() -> channel.socket.arrive(1));
        assertThat(engine.selector.select()).isEqualTo(1);
        assertThat(engine.poller.waits).hasSize(2).allMatch(wait -> wait.timeout() == 0);
    }

    @Test
    void afterItsTimeTheSelectSleeps() throws IOException {
        Engine shortly = spinningFor(1);
        assertThat(shortly.blocks()).isTrue();
        assertThat(shortly.poller.waits.get(0).timeout()).isZero();
    }

    @Test
    void selectNowAsksOnce() throws IOException {
        engine.selector.selectNow();
        assertThat(engine.poller.waits).hasSize(1);
    }

    @Test
    void aWakeupEndsIt() throws IOException {
        engine.poller.afterHarvest.add(engine.selector::wakeup);
        assertThat(engine.selector.select()).isZero();
        assertThat(engine.poller.blocked).isZero();
    }

    @Test
    void anInterruptEndsIt() throws IOException {
        engine.poller.afterHarvest.add(Thread.currentThread()::interrupt);
        assertThat(engine.selector.select()).isZero();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(engine.poller.blocked).isZero();
    }

    @Test
    void theTimeoutEndsIt() throws IOException {
        assertThat(engine.selector.select(1)).isZero();
        assertThat(engine.poller.blocked).isZero();
    }
}
