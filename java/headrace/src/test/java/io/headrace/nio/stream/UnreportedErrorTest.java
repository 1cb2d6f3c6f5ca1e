// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.nio.channel.Endpoint;
import io.headrace.nio.channel.FakeCallbacks;
import io.headrace.nio.selector.ChannelKind;
import io.headrace.os.FakeMemory;
import io.headrace.os.Memory;
import io.headrace.os.OsError;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors that a write finds when it has sent something: what the next operations in both directions answer. */
class UnreportedErrorTest {
    private static final long WOULD_BLOCK = -OsError.WOULD_BLOCK;
    private static final int LARGE = 300_000;
    private static final long PIECE = 128 * 1024;

    /** What the system answers to sends and receives, one after the other; what it answers last it answers again. */
    private final Deque<Long> sends = new ArrayDeque<>();

    private final Deque<Long> receives = new ArrayDeque<>();

    private long setBlocking = -OsError.UNSUPPORTED;

    private final Memory memory = FakeMemory.unlimited();

    private final Sockets sockets = (Sockets) Proxy.newProxyInstance(
            Sockets.class.getClassLoader(),
            new Class<?>[] {Sockets.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "send", "sendUrgent" -> next(sends);
                case "receive" -> received();
                case "setBlocking" -> setBlocking;
                case "errorText" -> "error " + arguments[0];
                case "vectorLimit" -> 8;
                case "memory" -> memory;
                case "receiveBlockingHeap" -> (long) Sockets.MOST_ON_STACK;
                default -> 0L;
            });

    private final FakeCallbacks owner = new FakeCallbacks();
    private final Endpoint endpoint = new Endpoint(owner, sockets, 3, ChannelKind.TCP_STREAM);
    private final UnreportedError unreported = new UnreportedError();
    private final StreamInput input = new StreamInput(endpoint, StreamSystemCalls.OfSocket.CALLS, unreported);
    private final StreamOutput output = new StreamOutput(endpoint, StreamSystemCalls.OfSocket.CALLS, unreported, false);

    private Runnable afterReceive = () -> {};

    private long received() {
        afterReceive.run();
        return next(receives);
    }

    private static long next(Deque<Long> answers) {
        return answers.size() > 1 ? answers.remove() : answers.element();
    }

    /** An error of the system with this code. */
    private static long error(int kind, int code) {
        return -(kind | (long) code << 8);
    }

    private int write(int bytes) throws IOException {
        return output.write(ByteBuffer.allocate(bytes));
    }

    private int read() throws IOException {
        return input.read(ByteBuffer.allocate(8));
    }

    /** In pieces of a heap buffer: the second finds the error, and then the socket is as good as closed. */
    private void writeAPart(long error) throws IOException {
        sends.addAll(List.of(PIECE, error, error(OsError.BROKEN_PIPE, 32)));
        receives.add(0L);
        assertThat(write(LARGE)).isEqualTo((int) PIECE);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {OsError.TIMED_OUT, OsError.HOST_UNREACHABLE, OsError.NETWORK_UNREACHABLE, OsError.CONNECTION_ABORTED
            })
    void eachErrorThatEndsAConnectionIsToldByTheNextRead(int kind) throws IOException {
        writeAPart(error(kind, 77));
        assertThatThrownBy(this::read).hasMessage("error 77");
        assertThat(read()).isEqualTo(-1);
        assertThatThrownBy(() -> write(1)).hasMessage("error 32");
    }

    @Test
    void aWriteThatDoesNotWaitKeepsItToo() throws IOException {
        owner.blocking = false;
        writeAPart(error(OsError.TIMED_OUT, 77));
        assertThatThrownBy(this::read).hasMessage("error 77");
    }

    @Test
    void theNextWriteIsToldOnce() throws IOException {
        writeAPart(error(OsError.TIMED_OUT, 77));
        assertThatThrownBy(() -> write(1)).hasMessage("error 77");
        assertThatThrownBy(() -> write(1)).hasMessage("error 32");
        assertThat(read()).isEqualTo(-1);
    }

    @Test
    void urgentDataIsAWriteToo() throws IOException {
        writeAPart(error(OsError.TIMED_OUT, 77));
        assertThatThrownBy(() -> output.sendUrgent((byte) 1)).hasMessage("error 77");
    }

    @Test
    void aResetIsToldByEveryLaterRead() throws IOException {
        writeAPart(error(OsError.CONNECTION_RESET, 104));
        assertThatThrownBy(this::read).hasMessage("Connection reset");
        assertThatThrownBy(this::read).hasMessage("Connection reset");
    }

    @Test
    void anEndThatWasReadBeforeStaysTheEnd() throws IOException {
        receives.add(0L);
        assertThat(read()).isEqualTo(-1);
        writeAPart(error(OsError.TIMED_OUT, 77));
        assertThat(read()).isEqualTo(-1);
        assertThatThrownBy(() -> write(1)).hasMessage("error 77");
    }

    @Test
    void aReadDoesNotWaitForMore() throws IOException {
        owner.blocking = true;
        writeAPart(error(OsError.TIMED_OUT, 77));
        receives.clear();
        receives.add(WOULD_BLOCK);
        assertThatThrownBy(this::read).hasMessage("error 77");
    }

    @ParameterizedTest
    @ValueSource(ints = {OsError.BROKEN_PIPE, OsError.BAD_ADDRESS, OsError.MEMORY, OsError.WOULD_BLOCK})
    void whatTheNextCallMeetsAgainIsNotKept(int kind) throws IOException {
        owner.blocking = false;
        sends.addAll(List.of(PIECE, error(kind, 77), 1L));
        receives.add(0L);
        assertThat(write(LARGE)).isEqualTo((int) PIECE);
        assertThat(read()).isEqualTo(-1);
        assertThat(write(1)).isEqualTo(1);
    }

    /** The system has told the write, which has not said so yet. */
    @Test
    void aReadThatFindsTheEndMeanwhileWaitsForTheReason() throws Exception {
        receives.add(0L);
        unreported.asking(true);
        Thread writer = new Thread(() -> {
            unreported.keep(error(OsError.TIMED_OUT, 77));
            unreported.asking(false);
        });
        afterReceive = writer::start;
        assertThatThrownBy(this::read).hasMessage("error 77");
        writer.join();
    }

    /** It takes what the thread's stack has room for, then asks for more. */
    @Test
    void aReadThatWaitedAndFindsTheErrorBehindItsBytesLeavesItToTheNext() throws IOException {
        setBlocking = 0;
        receives.add(error(OsError.CONNECTION_RESET, 104));
        receives.add(0L);
        assertThat(input.read(ByteBuffer.allocate(LARGE))).isEqualTo(Sockets.MOST_ON_STACK);
        assertThatThrownBy(this::read).hasMessage("Connection reset");
    }
}
