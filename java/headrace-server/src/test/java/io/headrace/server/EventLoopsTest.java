// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import static io.headrace.server.LoopFixture.next;
import static io.headrace.server.LoopFixture.pipe;
import static io.headrace.server.LoopFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** Several loops. */
@Bounded
class EventLoopsTest {
    @Test
    void channelsAreSpreadInTurn() throws Exception {
        List<Pipe> pipes = new ArrayList<>();
        BlockingQueue<Byte> received = new LinkedBlockingQueue<>();
        try (EventLoops loops = EventLoops.start(3, EventLoop.builder())) {
            Set<EventLoop> used = new HashSet<>();
            for (int i = 0; i < 6; i++) {
                Pipe pipe = pipe();
                pipes.add(pipe);
                used.add(loops.register(pipe.source(), SelectionKey.OP_READ, LoopFixture.collecting(received))
                        .loop());
                send(pipe, i);
            }
            assertThat(used).hasSameElementsAs(loops.all()).hasSize(3);
            Set<Byte> bytes = new HashSet<>();
            for (int i = 0; i < 6; i++) {
                bytes.add(next(received));
            }
            assertThat(bytes).hasSize(6);
        }
        for (Pipe pipe : pipes) {
            assertThat(pipe.source().isOpen()).isFalse();
            pipe.sink().close();
        }
    }

    @Test
    void allOfThemStop() throws Exception {
        EventLoops loops = EventLoops.start(2, EventLoop.builder().name("many"));
        assertThat(loops.all())
                .extracting(EventLoop::toString)
                .containsExactly("EventLoop[many-0]", "EventLoop[many-1]");
        assertThat(loops.stop(Duration.ofHours(1))).isTrue();
        assertThat(loops.all()).allMatch(EventLoop::isStopped);
    }

    @Test
    void noLoopsAreRefused() {
        assertThatThrownBy(() -> EventLoops.start(0, EventLoop.builder()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
    }
}
