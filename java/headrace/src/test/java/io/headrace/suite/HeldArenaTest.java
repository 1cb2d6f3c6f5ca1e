// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.DatagramPair;
import io.headrace.suite.support.ForeignArena;
import io.headrace.suite.support.TestThreads;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An arena stays open while an operation works on its memory: closing it throws. */
@Bounded
@EnabledForJreRange(minVersion = 22)
class HeldArenaTest {
    private static final int SIZE = 4096;

    /** More than a socket or a pipe takes. */
    private static final int LARGE = 32 << 20;

    /** Of each kind of transfer: 10,000 in all. */
    private static final int CALLS = 850;

    private static final String HELD = "Session is acquired by 1 clients";

    @AutoClose
    private final ChannelPair connection = ChannelPair.open();

    @AutoClose
    private final DatagramPair datagrams = new DatagramPair().connect();

    @AutoClose
    private final Pipe.SourceChannel source;

    @AutoClose
    private final Pipe.SinkChannel sink;

    HeldArenaTest() throws IOException {
        Pipe pipe = Pipe.open();
        source = pipe.source();
        sink = pipe.sink();
    }

    /** The first use of a segment takes longer than the rest of a test. */
    @BeforeEach
    void useASegment() throws Exception {
        ByteBuffer global = ForeignArena.open("global").allocate(1);
        sink.write(global);
        source.read(global.clear());
    }

    private enum Transfer {
        READ {
            @Override
            long of(HeldArenaTest on, ByteBuffer view) throws IOException {
                return on.connection.client.read(view);
            }
        },
        WRITE {
            @Override
            long of(HeldArenaTest on, ByteBuffer view) throws IOException {
                return on.connection.client.write(view);
            }
        },
        SCATTER {
            @Override
            long of(HeldArenaTest on, ByteBuffer view) throws IOException {
                return on.connection.client.read(two(view));
            }
        },
        GATHER {
            @Override
            long of(HeldArenaTest on, ByteBuffer view) throws IOException {
                return on.connection.client.write(two(view));
            }
        },
        READ_PIPE {
            @Override
            long of(HeldArenaTest on, ByteBuffer view) throws IOException {
                return on.source.read(view);
            }
        },
        WRITE_PIPE {
            @Override
            long of(HeldArenaTest on, ByteBuffer view) throws IOException {
                return on.sink.write(view);
            }
        },
        SCATTER_PIPE {
            @Override
            long of(HeldArenaTest on, ByteBuffer view) throws IOException {
                return on.source.read(two(view));
            }
        },
        GATHER_PIPE {
            @Override
            long of(HeldArenaTest on, ByteBuffer view) throws IOException {
                return on.sink.write(two(view));
            }
        },
        RECEIVE {
            @Override
            long of(HeldArenaTest on, ByteBuffer view) throws IOException {
                on.datagrams.channel.receive(view);
                return view.position();
            }
        },
        SEND {
            @Override
            long of(HeldArenaTest on, ByteBuffer view) throws IOException {
                return on.datagrams.channel.send(view, on.datagrams.peerAddress);
            }
        },
        SCATTER_DATAGRAM {
            @Override
            long of(HeldArenaTest on, ByteBuffer view) throws IOException {
                return on.datagrams.channel.read(two(view));
            }
        },
        GATHER_DATAGRAM {
            @Override
            long of(HeldArenaTest on, ByteBuffer view) throws IOException {
                return on.datagrams.channel.write(two(view));
            }
        };

        abstract long of(HeldArenaTest on, ByteBuffer view) throws IOException;

        static ByteBuffer[] two(ByteBuffer view) {
            return new ByteBuffer[] {ByteBuffer.allocateDirect(1), view};
        }

        /** Waits for ever, as nothing arrives and nobody reads. */
        static Stream<Transfer> thatWait() {
            return Stream.of(values()).filter(each -> each != SEND && each != GATHER_DATAGRAM);
        }
    }

    static Stream<Transfer> transfersThatWait() {
        return Transfer.thatWait();
    }

    @ParameterizedTest
    @MethodSource("transfersThatWait")
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it does not tell whether a thread sleeps in a call")
    void anOperationThatWaitsHoldsItsArena(Transfer transfer) throws Exception {
        TestThreads.assumePlatform();
        ForeignArena arena = ForeignArena.open("ofShared");
        ByteBuffer view = arena.allocate(LARGE);
        Background<Long> call = Background.start(() -> transfer.of(this, view));
        Waiting.untilBlockedIn(call.thread, "");
        assertThatThrownBy(arena::close)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage(HELD);
        endAll();
        Waiting.until("the call ended", () -> !call.thread.isAlive());
        arena.close();
    }

    private void endAll() throws IOException {
        connection.close();
        datagrams.close();
        source.close();
        sink.close();
    }

    /** Closes each arena that it is handed, at any moment of what another thread does with it. */
    private static final class Closer implements Runnable {
        private final AtomicReference<ForeignArena> next = new AtomicReference<>();
        private volatile Throwable refusal;
        private volatile boolean isDone;
        private volatile boolean isOver;
        private int turn;

        void hand(ForeignArena arena) {
            isDone = false;
            next.set(arena);
        }

        /** Null if the arena was closed. */
        Throwable refusal() {
            Waiting.until("closed or refused", () -> isDone);
            return refusal;
        }

        @Override
        public void run() {
            while (!isOver) {
                ForeignArena arena = next.getAndSet(null);
                if (arena != null) {
                    close(arena);
                    isDone = true;
                }
                Thread.onSpinWait();
            }
        }

        private void close(ForeignArena arena) {
            for (int i = turn++ % 64 * 16; i > 0; i--) {
                Thread.onSpinWait();
            }
            refusal = null;
            try {
                arena.close();
            } catch (IllegalStateException e) {
                refusal = e;
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCloseAtAnyMomentIsRefusedOrComesFirst(Transfer transfer) throws Exception {
        connection.client.configureBlocking(false);
        connection.server.configureBlocking(false);
        datagrams.channel.configureBlocking(false);
        datagrams.peer.configureBlocking(false);
        source.configureBlocking(false);
        sink.configureBlocking(false);
        Closer closer = new Closer();
        Background<Void> closing = Background.start(() -> {
            closer.run();
            return null;
        });
        for (int i = 0; i < CALLS; i++) {
            move();
            ForeignArena arena = ForeignArena.open("ofShared");
            ByteBuffer view = arena.allocate(SIZE);
            closer.hand(arena);
            Throwable thrown = attempt(transfer, view);
            Throwable refusal = closer.refusal();
            if (refusal != null) {
                assertThat(refusal).hasMessage(HELD);
                assertThat(thrown).isNull();
                arena.close();
            } else if (thrown != null) {
                assertThat(thrown)
                        .isExactlyInstanceOf(IllegalStateException.class)
                        .hasMessage("Already closed");
            }
            assertThat(Thread.interrupted()).isFalse();
        }
        closer.isOver = true;
        closing.result();
    }

    /** Something to receive for everyone, and room to send. */
    private void move() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE);
        connection.server.write(bytes.clear());
        connection.server.read(bytes.clear());
        datagrams.peer.write(bytes.clear());
        datagrams.peer.read(bytes.clear());
        sink.write(bytes.clear());
        if (source.read(bytes.clear()) == SIZE) {
            sink.write(bytes.clear());
        }
    }

    private Throwable attempt(Transfer transfer, ByteBuffer view) throws IOException {
        try {
            transfer.of(this, view);
            return null;
        } catch (IllegalStateException e) {
            return e;
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "(SCATTER|GATHER).*")
    void anEmptyViewAmongSeveralIsRefusedIfItsArenaIsClosed(Transfer transfer) throws Exception {
        ForeignArena arena = ForeignArena.open("ofShared");
        ByteBuffer view = arena.allocate(1).limit(0);
        arena.close();
        assertThatThrownBy(() -> transfer.of(this, view))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("Already closed");
    }

    @Test
    void oneClosedArenaOfMoreThanOneCallCanHoldIsRefused() throws Exception {
        ByteBuffer[] views = new ByteBuffer[11];
        for (int i = 0; i < views.length; i++) {
            ForeignArena arena = ForeignArena.open("ofShared");
            views[i] = arena.allocate(2);
            if (i == 6) {
                arena.close();
            }
        }
        connection.client.configureBlocking(false);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> connection.client.read(views))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("Already closed");
            connection.server.write(ByteBuffer.allocate(1));
        }
    }

    @Test
    void aGatherOfMoreArenasThanOneCallCanHoldSendsAll() throws Exception {
        ByteBuffer[] views = new ByteBuffer[40];
        for (int i = 0; i < views.length; i++) {
            views[i] = ForeignArena.open("ofConfined").allocate(2).put(0, (byte) i);
        }
        assertThat(datagrams.channel.write(views)).isEqualTo(2 * views.length);
        byte[] received = datagrams.peerReceives();
        assertThat(received).hasSize(2 * views.length);
        for (int i = 0; i < views.length; i++) {
            assertThat(received[2 * i]).isEqualTo((byte) i);
            assertThat(views[i].hasRemaining()).isFalse();
        }
    }
}
