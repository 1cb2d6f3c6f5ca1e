// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import static io.headrace.server.LoopFixture.next;
import static io.headrace.server.LoopFixture.pipe;
import static io.headrace.server.LoopFixture.send;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a loop ends. */
@Bounded
class StopTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> causes = new LinkedBlockingQueue<>();
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
    void close() throws Exception {
        fixture.close();
        pipe.sink().close();
        assertThat(pipe.source().isOpen()).isFalse();
    }

    /** Goes on after stopping, until a byte comes. */
    private final class Busy implements ChannelHandler {
        @Override
        public void ready(Registration registration, int readyOps) {
            told.add("ready");
            registration.close();
        }

        @Override
        public void stopping(Registration registration) {
            told.add("stopping");
        }

        @Override
        public void closed(Registration registration, Throwable cause) {
            told.add("closed");
            if (cause != null) {
                causes.add(cause);
            }
        }
    }

    private Registration registerBusy() throws IOException {
        return loop.register(pipe.source(), SelectionKey.OP_READ, new Busy());
    }

    private CompletableFuture<Boolean> stopBehind(Duration deadline) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return loop.stop(deadline);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void aHandlerWithNothingUnderWayClosesItsChannel() throws Exception {
        loop.register(pipe.source(), SelectionKey.OP_READ, (registration, ready) -> {});
        assertThat(loop.stop(LONG)).isTrue();
        assertThat(loop.isStopped()).isTrue();
    }

    @Test
    void whatIsUnderWayIsFinished() throws Exception {
        registerBusy();
        CompletableFuture<Boolean> stopped = stopBehind(LONG);
        assertThat(next(told)).isEqualTo("stopping");
        assertThat(stopped).isNotDone();
        send(pipe, 1);
        assertThat(stopped.get()).isTrue();
        assertThat(told).containsExactly("ready", "closed");
        assertThat(causes).isEmpty();
    }

    @Test
    void theDeadlineCutsTheRest() throws Exception {
        registerBusy();
        assertThat(loop.stop(Duration.ofMillis(20))).isFalse();
        assertThat(told).containsExactly("stopping", "closed");
        assertThat(causes).singleElement().isInstanceOf(TimeoutException.class);
    }

    @Test
    void aSecondStopBringsTheDeadlineNearer() throws Exception {
        registerBusy();
        CompletableFuture<Boolean> stopped = stopBehind(LONG);
        assertThat(next(told)).isEqualTo("stopping");
        assertThat(loop.stop(Duration.ZERO)).isFalse();
        assertThat(stopped.get()).isFalse();
    }

    @Test
    void tasksAndTimersRunWhileTheLoopStops() throws Exception {
        Registration registration = registerBusy();
        CompletableFuture<Boolean> stopped = stopBehind(LONG);
        next(told);
        LoopTimer timer = loop.timer(registration::close);
        loop.execute(() -> timer.start(1, TimeUnit.MILLISECONDS));
        assertThat(stopped.get()).isTrue();
    }

    @Test
    void aChannelThatComesLateIsToldToo() throws Exception {
        registerBusy();
        CompletableFuture<Boolean> stopped = stopBehind(LONG);
        next(told);
        Pipe late = pipe();
        loop.register(late.source(), SelectionKey.OP_READ, new Busy());
        assertThat(next(told)).isEqualTo("stopping");
        send(late, 1);
        send(pipe, 1);
        assertThat(stopped.get()).isTrue();
        late.sink().close();
    }

    @Test
    void aTaskThatWasTakenIsRun() throws Exception {
        registerBusy().close();
        loop.execute(() -> {
            loop.close();
            loop.execute(() -> told.add("last"));
        });
        assertThat(loop.stop(LONG)).isTrue();
        assertThat(told).contains("last");
    }

    @Test
    void aHandlerMayStopItsLoop() throws Exception {
        loop.register(pipe.source(), SelectionKey.OP_READ, (registration, ready) -> {
            assertThat(loop.stop(LONG)).isFalse();
            told.add("returned");
        });
        send(pipe, 1);
        assertThat(next(told)).isEqualTo("returned");
        assertThat(loop.stop(LONG)).isTrue();
        assertThat(fixture.reports).isEmpty();
    }

    @Test
    void aLoopThatIsClosedByAnInterruptedThreadKeepsTheInterrupt() {
        Thread.currentThread().interrupt();
        loop.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(loop.isStopped()).isTrue();
        closeSource();
    }

    private void closeSource() {
        try {
            pipe.source().close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
