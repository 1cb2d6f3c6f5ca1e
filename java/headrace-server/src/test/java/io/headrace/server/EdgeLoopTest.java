// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import static io.headrace.server.LoopFixture.next;
import static io.headrace.server.LoopFixture.pipe;
import static io.headrace.server.LoopFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The mode EDGE, which only Headrace has. */
@Bounded
class EdgeLoopTest {
    private static final String PROVIDER = "java.nio.channels.spi.SelectorProvider";
    private static final String HEADRACE = "io\\.headrace\\..*";

    @Test
    @EnabledIfSystemProperty(named = PROVIDER, matches = HEADRACE)
    void aHandlerIsToldOnceAndDrains() throws Exception {
        BlockingQueue<Byte> received = new LinkedBlockingQueue<>();
        Pipe pipe = pipe();
        send(pipe, 1, 2, 3);
        try (EventLoop loop = EventLoop.builder().edge().start()) {
            loop.register(pipe.source(), SelectionKey.OP_READ, LoopFixture.collecting(received));
            assertThat(next(received)).isEqualTo((byte) 1);
            assertThat(next(received)).isEqualTo((byte) 2);
            assertThat(next(received)).isEqualTo((byte) 3);
            send(pipe, 4);
            assertThat(next(received)).isEqualTo((byte) 4);
        }
        pipe.sink().close();
    }

    @Test
    @EnabledIfSystemProperty(named = PROVIDER, matches = HEADRACE)
    void aHandlerThatDoesNotDrainIsNotToldAgain() throws Exception {
        BlockingQueue<Integer> calls = new LinkedBlockingQueue<>();
        Pipe pipe = pipe();
        send(pipe, 1, 2);
        try (EventLoop loop = EventLoop.builder().edge().start()) {
            loop.register(pipe.source(), SelectionKey.OP_READ, (registration, ready) -> {
                calls.add(pipe.source().read(ByteBuffer.allocate(1)));
            });
            next(calls);
            for (int i = 0; i < 3; i++) {
                BlockingQueue<Boolean> turn = new LinkedBlockingQueue<>();
                loop.execute(() -> turn.add(true));
                next(turn);
            }
            assertThat(calls).isEmpty();
        }
        pipe.sink().close();
    }

    @Test
    @DisabledIfSystemProperty(named = PROVIDER, matches = HEADRACE)
    void anotherProviderSaysWhatIsMissing() {
        String name = SelectorProvider.provider().getClass().getName();
        assertThatThrownBy(() -> EventLoop.builder().edge().start())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("EDGE needs the provider io.headrace.HeadraceSelectorProvider: this one is " + name);
    }
}
