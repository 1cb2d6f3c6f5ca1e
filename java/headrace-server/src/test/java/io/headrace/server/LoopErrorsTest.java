// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import static io.headrace.server.LoopFixture.next;
import static io.headrace.server.LoopFixture.pipe;
import static io.headrace.server.LoopFixture.send;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is thrown in a loop hurts nobody else. */
@Bounded
class LoopErrorsTest {
    private final BlockingQueue<Throwable> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<Byte> received = new LinkedBlockingQueue<>();
    private LoopFixture fixture;
    private Pipe bad;
    private Pipe good;

    @BeforeEach
    void start() throws IOException {
        fixture = new LoopFixture();
        bad = pipe();
        good = pipe();
        fixture.collect(good, received);
    }

    @AfterEach
    void theOtherChannelStillWorks() throws Exception {
        send(good, 42);
        assertThat(next(received)).isEqualTo((byte) 42);
        assertThat(fixture.reports).isEmpty();
        fixture.close();
        for (Pipe pipe : new Pipe[] {bad, good}) {
            pipe.sink().close();
            pipe.source().close();
        }
    }

    private Registration registerThrowing(Throwable error) throws IOException {
        return fixture.loop.register(bad.source(), SelectionKey.OP_READ, new ChannelHandler() {
            @Override
            public void ready(Registration registration, int readyOps) throws Exception {
                if (error instanceof Error serious) {
                    throw serious;
                }
                throw (Exception) error;
            }

            @Override
            public void closed(Registration registration, Throwable cause) {
                told.add(cause);
            }
        });
    }

    @Test
    void aHandlerThatThrowsClosesItsChannelAndIsReported() throws Exception {
        IOException error = new IOException("mine");
        Registration registration = registerThrowing(error);
        send(bad, 1);
        assertThat(next(fixture.reports)).isEqualTo(new LoopFixture.Report(bad.source(), error));
        assertThat(told).containsExactly(error);
        assertThat(bad.source().isOpen()).isFalse();
        assertThat(registration.isOpen()).isFalse();
    }

    @Test
    void anErrorOfTheVirtualMachineIsNoException() throws Exception {
        Error error = new StackOverflowError();
        registerThrowing(error);
        send(bad, 1);
        assertThat(next(fixture.reports).error()).isSameAs(error);
    }

    @Test
    void aTaskThatThrowsIsReported() throws Exception {
        RuntimeException error = new RuntimeException("mine");
        fixture.loop.execute(() -> {
            throw error;
        });
        assertThat(next(fixture.reports)).isEqualTo(new LoopFixture.Report(null, error));
    }

    @Test
    void aTimerThatThrowsIsReported() throws Exception {
        RuntimeException error = new RuntimeException("mine");
        fixture.loop
                .timer(() -> {
                    throw error;
                })
                .start(0, TimeUnit.SECONDS);
        assertThat(next(fixture.reports)).isEqualTo(new LoopFixture.Report(null, error));
    }

    @Test
    void whatClosedThrowsIsReported() throws Exception {
        RuntimeException error = new RuntimeException("mine");
        fixture.loop
                .register(bad.source(), SelectionKey.OP_READ, new ChannelHandler() {
                    @Override
                    public void ready(Registration registration, int readyOps) {}

                    @Override
                    public void closed(Registration registration, Throwable cause) {
                        throw error;
                    }
                })
                .close();
        assertThat(next(fixture.reports)).isEqualTo(new LoopFixture.Report(bad.source(), error));
    }

    @Test
    void aListenerThatThrowsEndsNothing() throws Exception {
        BlockingQueue<Byte> bytes = new LinkedBlockingQueue<>();
        Pipe other = pipe();
        try (EventLoop loop = EventLoop.builder()
                .onError((channel, error) -> {
                    throw new IllegalStateException("of the listener");
                })
                .start()) {
            loop.register(other.source(), SelectionKey.OP_READ, LoopFixture.collecting(bytes));
            loop.execute(() -> {
                throw new RuntimeException("of the task");
            });
            send(other, 1);
            assertThat(next(bytes)).isEqualTo((byte) 1);
        }
        other.sink().close();
    }
}
