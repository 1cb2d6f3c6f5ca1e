// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.TriggerMode;
import io.headrace.os.Poller;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that are armed with all that their kind can report, and what ends reports that nobody wants. */
@ParameterizedClass
@CsvSource({"EPOLL, TRACKED", "EPOLL, EDGE", "KQUEUE, TRACKED", "KQUEUE, EDGE"})
class NarrowingTest {
    private final Engine engine;
    private final FakeChannel channel;

    NarrowingTest(Backend backend, TriggerMode mode) {
        engine = new Engine(backend, mode);
        channel = engine.stream();
    }

    @Test
    void unwantedReportsAreEndedByNarrowingTheMask() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_WRITE);
        engine.settle();
        channel.send(10);
        for (int i = 0; i < 10; i++) {
            channel.socket.arrive(1);
            engine.settle();
        }
        assertThat(engine.poller.registered(key.token()) & Poller.READ).isZero();
        long events = engine.selector.statistics().events();
        channel.socket.arrive(1);
        engine.settle();
        assertThat(engine.selector.statistics().events()).isEqualTo(events);
        key.interestOps(OP_READ);
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
    }

    @Test
    void aNarrowedKeyWithoutInterestLeavesThePoller() throws IOException {
        ReadinessKey key = channel.register(engine.selector, 0);
        for (int i = 0; i < 10; i++) {
            channel.socket.arrive(1);
            engine.settle();
        }
        assertThat(engine.poller.liveTokens()).isZero();
        key.interestOps(OP_READ);
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
    }
}
