// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import static io.headrace.server.LoopFixture.next;
import static io.headrace.server.LoopFixture.pipe;
import static io.headrace.server.LoopFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Channels and tasks of a loop. */
@Bounded
class EventLoopTest {
    private final BlockingQueue<Byte> received = new LinkedBlockingQueue<>();
    private LoopFixture fixture;
    private EventLoop loop;
    private Pipe pipe;

    @BeforeEach
    void start() throws IOException {
        fixture = new LoopFixture();
        loop = fixture.loop;
        pipe = pipe();
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
        pipe.sink().close();
        pipe.source().close();
        assertThat(fixture.reports).isEmpty();
    }

    @Test
    void aHandlerIsCalledInTheLoopWithWhatIsReady() throws Exception {
        BlockingQueue<Object> calls = new LinkedBlockingQueue<>();
        loop.register(pipe.source(), SelectionKey.OP_READ, (registration, ready) -> {
            calls.addAll(List.of(registration, ready, loop.inLoop()));
            registration.ops(0);
        });
        send(pipe, 1);
        assertThat(((Registration) next(calls)).channel()).isSameAs(pipe.source());
        assertThat(next(calls)).isEqualTo(SelectionKey.OP_READ);
        assertThat(next(calls)).isEqualTo(true);
    }

    @Test
    void aChannelWithoutInterestIsNotHandled() throws Exception {
        send(pipe, 1);
        loop.register(pipe.source(), 0, LoopFixture.collecting(received));
        fixture.turn();
        assertThat(received).isEmpty();
    }

    @Test
    void interestThatAnotherThreadSetsWakesTheLoop() throws Exception {
        send(pipe, 7);
        Registration registration = loop.register(pipe.source(), 0, LoopFixture.collecting(received));
        fixture.turn();
        registration.ops(SelectionKey.OP_READ);
        assertThat(next(received)).isEqualTo((byte) 7);
        assertThat(registration.ops()).isEqualTo(SelectionKey.OP_READ);
    }

    @Test
    void aHandlerMayRegisterAnotherChannel() throws Exception {
        Pipe second = pipe();
        loop.register(pipe.source(), SelectionKey.OP_READ, (registration, ready) -> {
            registration.close();
            loop.register(second.source(), SelectionKey.OP_READ, LoopFixture.collecting(received));
        });
        send(pipe, 1);
        send(second, 2);
        assertThat(next(received)).isEqualTo((byte) 2);
        second.sink().close();
    }

    @Test
    void tasksRunInTheOrderOfTheirCalls() throws Exception {
        List<Integer> ran = new CopyOnWriteArrayList<>();
        IntStream.range(0, 1000).forEach(i -> loop.execute(() -> ran.add(i)));
        fixture.inLoop(() -> {});
        assertThat(ran).isEqualTo(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    void aTaskThatSubmitsItselfStarvesNoChannelAndNoTimer() throws Exception {
        BlockingQueue<String> came = new LinkedBlockingQueue<>();
        boolean[] isEnough = new boolean[1];
        loop.execute(new Runnable() {
            @Override
            public void run() {
                if (!isEnough[0]) {
                    loop.execute(this);
                }
            }
        });
        loop.timer(() -> came.add("timer")).start(1, TimeUnit.MILLISECONDS);
        assertThat(next(came)).isEqualTo("timer");
        fixture.collect(pipe, received);
        send(pipe, 5);
        assertThat(next(received)).isEqualTo((byte) 5);
        loop.execute(() -> isEnough[0] = true);
        fixture.turn();
    }

    @Test
    void anUnregisteredChannelStaysOpenAndCanComeBack() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        Registration registration = loop.register(pipe.source(), SelectionKey.OP_READ, telling(told));
        registration.unregister();
        assertThat(next(told)).isEqualTo("closed null");
        assertThat(registration.isOpen()).isFalse();
        fixture.turn();
        assertThat(pipe.source().isOpen()).isTrue();
        send(pipe, 3);
        fixture.collect(pipe, received);
        assertThat(next(received)).isEqualTo((byte) 3);
    }

    @Test
    void aRegistrationThatIsClosedTwiceIsToldOnce() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        Registration registration = loop.register(pipe.source(), SelectionKey.OP_READ, telling(told));
        registration.close();
        registration.close();
        registration.unregister();
        fixture.turn();
        assertThat(told).containsExactly("closed null");
        assertThat(pipe.source().isOpen()).isFalse();
    }

    @Test
    void interestOfAClosedRegistrationIsNone() throws Exception {
        Registration registration = fixture.collect(pipe, received);
        registration.close();
        registration.ops(SelectionKey.OP_READ);
        assertThat(registration.ops()).isZero();
    }

    @Test
    void aChannelInBlockingModeIsRefused() throws Exception {
        pipe.source().configureBlocking(true);
        assertThatThrownBy(() -> fixture.collect(pipe, received)).isInstanceOf(IllegalBlockingModeException.class);
    }

    @Test
    void anOperationThatTheChannelLacksIsRefused() {
        assertThatThrownBy(() -> loop.register(pipe.source(), SelectionKey.OP_WRITE, (registration, ready) -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it has 1");
    }

    @Test
    void aClosedChannelIsRefused() throws Exception {
        pipe.source().close();
        assertThatThrownBy(() -> fixture.collect(pipe, received)).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aChannelIsRefusedTheSecondTime() throws Exception {
        fixture.collect(pipe, received);
        assertThatThrownBy(() -> fixture.collect(pipe, received)).isInstanceOf(IllegalStateException.class);
        send(pipe, 9);
        assertThat(next(received)).isEqualTo((byte) 9);
    }

    @Test
    void aStoppedLoopRefusesTasksAndChannels() {
        loop.close();
        assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> fixture.collect(pipe, received)).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void anInterruptEndsNothingAndIsCleared() throws Exception {
        BlockingQueue<Boolean> interrupted = new ArrayBlockingQueue<>(1);
        fixture.inLoop(() -> Thread.currentThread().interrupt());
        fixture.turn();
        loop.execute(() -> interrupted.add(Thread.currentThread().isInterrupted()));
        assertThat(next(interrupted)).isFalse();
    }

    private static ChannelHandler telling(BlockingQueue<String> told) {
        return new ChannelHandler() {
            @Override
            public void ready(Registration registration, int readyOps) {
                told.add("ready");
            }

            @Override
            public void closed(Registration registration, Throwable cause) {
                told.add("closed " + cause);
            }
        };
    }
}
