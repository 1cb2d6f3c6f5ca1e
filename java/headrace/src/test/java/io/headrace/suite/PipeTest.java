// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.Proc;
import io.headrace.suite.support.Transfer;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pipe and the readiness of its two ends. */
@Bounded
class PipeTest {
    @AutoClose
    private final Selector selector = Selector.open();

    private final Pipe pipe = Pipe.open();

    @AutoClose
    private final Pipe.SourceChannel source = pipe.source();

    @AutoClose
    private final Pipe.SinkChannel sink = pipe.sink();

    PipeTest() throws IOException {}

    private SelectionKey registerSource() throws IOException {
        source.configureBlocking(false);
        return source.register(selector, OP_READ);
    }

    private SelectionKey registerSink() throws IOException {
        sink.configureBlocking(false);
        return sink.register(selector, OP_WRITE);
    }

    @Test
    void theEndsAreTheSameObjectsEachTimeAndOfTheProvider() {
        assertThat(pipe.source()).isSameAs(source);
        assertThat(pipe.sink()).isSameAs(sink);
        assertThat(source.provider()).isSameAs(selector.provider());
        assertThat(sink.provider()).isSameAs(selector.provider());
        assertThat(source.isBlocking()).isTrue();
        assertThat(sink.isBlocking()).isTrue();
    }

    @Test
    void openingWithAPendingInterruptWorksAndKeepsIt() throws IOException {
        Thread.currentThread().interrupt();
        Pipe opened;
        try {
            opened = Pipe.open();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        opened.source().close();
        opened.sink().close();
    }

    @Test
    void bytesGoFromTheSinkToTheSource() throws IOException {
        assertThat(sink.write(ByteBuffer.wrap(new byte[] {1, 2, 3}))).isEqualTo(3);
        ByteBuffer room = ByteBuffer.allocate(8);
        assertThat(source.read(room)).isEqualTo(3);
        assertThat(room.array()).startsWith(1, 2, 3);
    }

    @ParameterizedTest
    @EnumSource
    void theSourceIsReadyWhileItHoldsBytes(Transfer transfer) throws IOException {
        SelectionKey key = registerSource();
        assertThat(transfer.read(source, 4)).isZero();
        assertThat(Waiting.isReady(key)).isFalse();
        for (int i = 0; i < 10; i++) {
            assertThat(transfer.write(sink, 10)).isEqualTo(10);
            assertThat(Waiting.isReady(key)).isTrue();
            assertThat(transfer.read(source, 4)).isEqualTo(4);
            assertThat(Waiting.isReady(key)).isTrue();
            assertThat(transfer.read(source, 6)).isEqualTo(6);
            assertThat(Waiting.isReady(key)).isFalse();
            assertThat(transfer.write(sink, 10)).isEqualTo(10);
            assertThat(transfer.read(source, 64)).isEqualTo(10);
            assertThat(Waiting.isReady(key)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSinkIsReadyUntilThePipeIsFull(Transfer transfer) throws IOException {
        SelectionKey key = registerSink();
        assertThat(Waiting.isReady(key)).isTrue();
        int written = 0;
        for (int n = 1; n > 0; written += n) {
            n = transfer.write(sink, 4096);
        }
        assertThat(Waiting.isReady(key)).isFalse();
        for (int left = written; left > 0; ) {
            left -= transfer.read(source, left);
        }
        assertThat(Waiting.isReady(key)).isTrue();
    }

    @Test
    void closingTheSinkIsTheEndForEver() throws IOException {
        SelectionKey key = registerSource();
        sink.write(ByteBuffer.allocate(2));
        sink.close();
        Waiting.untilReady(key, OP_READ);
        assertThat(source.read(ByteBuffer.allocate(8))).isEqualTo(2);
        for (int i = 0; i < 10; i++) {
            Waiting.untilReady(key, OP_READ);
            assertThat(source.read(ByteBuffer.allocate(8))).isEqualTo(-1);
        }
    }

    @Test
    void closingTheSinkWithoutInterestInTheSourceDoesNotEndASelect() throws IOException {
        SelectionKey key = registerSource();
        key.interestOps(0);
        sink.close();
        for (int i = 0; i < 100; i++) {
            assertThat(selector.selectNow()).isZero();
        }
        assertThat(selector.select(1)).isZero();
    }

    @Test
    void aWriteToAClosedSourceFailsAndTheSinkStaysReady() throws IOException {
        SelectionKey key = registerSink();
        source.close();
        for (int i = 0; i < 10; i++) {
            Waiting.untilReady(key, OP_WRITE);
            assertThatThrownBy(() -> sink.write(ByteBuffer.allocate(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("Broken pipe");
        }
        assertThat(sink.isOpen()).isTrue();
    }

    @Test
    void closingTheSourceMakesAFullSinkReady() throws IOException {
        SelectionKey key = registerSink();
        Waiting.untilFull(sink);
        assertThat(Waiting.isReady(key)).isFalse();
        source.close();
        Waiting.untilReady(key, OP_WRITE);
    }

    @Test
    void closedEndsRefuseTransfers() throws IOException {
        source.close();
        sink.close();
        assertThatThrownBy(() -> source.read(ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> sink.write(ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aReadIntoNoRoomAnswersZeroWithoutBlocking() throws IOException {
        assertThat(source.read(ByteBuffer.allocate(0))).isZero();
        assertThat(source.read(new ByteBuffer[] {ByteBuffer.allocate(0), ByteBuffer.allocateDirect(0)}))
                .isZero();
        assertThat(source.read(new ByteBuffer[0])).isZero();
    }

    @Test
    void aBlockedReadEndsWithDataAndWithTheEnd() throws Exception {
        Background<Integer> reading = Background.startBlockedIn("read", () -> source.read(ByteBuffer.allocate(8)));
        sink.write(ByteBuffer.allocate(3));
        assertThat(reading.result()).isEqualTo(3);
        Background<Integer> atEnd = Background.startBlockedIn("read", () -> source.read(ByteBuffer.allocate(8)));
        sink.close();
        assertThat(atEnd.result()).isEqualTo(-1);
    }

    @Test
    void closingEndsABlockedRead() throws Exception {
        Background<Integer> reading = Background.startBlockedIn("read", () -> source.read(ByteBuffer.allocate(8)));
        source.close();
        assertThat(reading.failure()).isExactlyInstanceOf(AsynchronousCloseException.class);
    }

    @Test
    void anInterruptEndsABlockedReadAndClosesTheSource() throws Exception {
        Background<Integer> reading = Background.startBlockedIn("read", () -> source.read(ByteBuffer.allocate(8)));
        reading.thread.interrupt();
        assertThat(reading.failure()).isExactlyInstanceOf(ClosedByInterruptException.class);
        assertThat(source.isOpen()).isFalse();
    }

    @Test
    void openingAndClosingLeaksNothing() throws IOException {
        Proc.requireNoLeak(PipeTest::openAndClose);
    }

    private static void openAndClose(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Pipe opened = Pipe.open();
            opened.source().close();
            opened.sink().close();
        }
    }
}
