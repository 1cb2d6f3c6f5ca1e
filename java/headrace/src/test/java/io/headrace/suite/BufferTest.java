// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.Connection;
import java.io.IOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Single buffers of every shape: exactly the bytes from position to limit go over, and nothing else changes. */
@Bounded
class BufferTest {
    private static final int BEFORE = 7;
    private static final int SIZE = 100;
    private static final int BEHIND = 5;
    private static final byte UNTOUCHED = 0x55;

    @AutoClose
    private final Connection connection = Connection.open();

    private final SocketChannel channel = connection.channel;

    BufferTest() throws IOException {
        channel.configureBlocking(true);
    }

    /** A name for a report, and a buffer with BEFORE bytes before its position and BEHIND ones after its limit. */
    private record Shape(String name, ByteBuffer buffer) {
        static Shape of(String name, ByteBuffer whole) {
            return new Shape(name, whole.position(BEFORE).limit(BEFORE + SIZE));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static ByteBuffer filled(ByteBuffer buffer) {
        for (int i = 0; i < buffer.capacity(); i++) {
            buffer.put(i, UNTOUCHED);
        }
        return buffer;
    }

    static List<Shape> shapes() {
        int capacity = BEFORE + SIZE + BEHIND;
        ByteBuffer array = filled(ByteBuffer.allocate(4 * capacity));
        ByteBuffer memory = filled(ByteBuffer.allocateDirect(4 * capacity));
        return List.of(
                Shape.of("heap", filled(ByteBuffer.allocate(capacity))),
                Shape.of("direct", filled(ByteBuffer.allocateDirect(capacity))),
                Shape.of("slice of an array", array.slice(capacity, capacity)),
                Shape.of("slice of a slice of an array", array.slice(10, 438).slice(280, capacity)),
                Shape.of("slice of direct memory", memory.slice(capacity, capacity)),
                Shape.of(
                        "slice of a slice of direct memory",
                        memory.slice(10, 438).slice(280, capacity)),
                Shape.of(
                        "duplicate of an array",
                        filled(ByteBuffer.allocate(capacity)).duplicate()),
                Shape.of(
                        "duplicate of direct memory",
                        filled(ByteBuffer.allocateDirect(capacity)).duplicate()),
                Shape.of("wrapped array", filled(ByteBuffer.wrap(new byte[capacity]))));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aWriteSendsWhatLiesBetweenPositionAndLimit(Shape shape) throws IOException {
        ByteBuffer buffer = shape.buffer;
        for (int i = 0; i < SIZE; i++) {
            buffer.put(BEFORE + i, (byte) i);
        }
        assertThat(channel.write(buffer)).isEqualTo(SIZE);
        expectBounds(buffer, BEFORE + SIZE);
        byte[] received = connection.peerReceives(SIZE);
        for (int i = 0; i < SIZE; i++) {
            assertThat(received[i]).isEqualTo((byte) i);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aReadOnlyViewIsWritten(Shape shape) throws IOException {
        ByteBuffer view = shape.buffer.asReadOnlyBuffer();
        assertThat(channel.write(view)).isEqualTo(SIZE);
        expectBounds(view, BEFORE + SIZE);
        assertThat(connection.peerReceives(SIZE)).containsOnly(UNTOUCHED);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aReadFillsFromThePositionAndTouchesNothingElse(Shape shape) throws IOException {
        ByteBuffer buffer = shape.buffer;
        byte[] sent = new byte[SIZE - 10];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) (i + 1);
        }
        connection.peerSends(sent);
        assertThat(channel.read(buffer)).isEqualTo(sent.length);
        expectBounds(buffer, BEFORE + sent.length);
        buffer.clear();
        for (int i = 0; i < buffer.capacity(); i++) {
            boolean inside = i >= BEFORE && i < BEFORE + sent.length;
            assertThat(buffer.get(i)).as("byte %d", i).isEqualTo(inside ? sent[i - BEFORE] : UNTOUCHED);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aReadTakesNoMoreThanFits(Shape shape) throws IOException {
        connection.peerSends(SIZE + 20);
        assertThat(channel.read(shape.buffer)).isEqualTo(SIZE);
        assertThat(shape.buffer.hasRemaining()).isFalse();
        assertThat(channel.read(ByteBuffer.allocate(SIZE))).isEqualTo(20);
    }

    private static void expectBounds(Buffer buffer, int position) {
        assertThat(buffer.position()).isEqualTo(position);
        assertThat(buffer.limit()).isEqualTo(BEFORE + SIZE);
    }

    @Test
    void aReadOnlyDestinationIsRefusedAndLosesNothing() throws IOException {
        connection.peerSends(3);
        ByteBuffer[] last = {
            ByteBuffer.allocate(1), ByteBuffer.allocateDirect(1).asReadOnlyBuffer()
        };
        List<ThrowingCallable> refused = List.of(
                () -> channel.read(ByteBuffer.allocate(8).asReadOnlyBuffer()),
                () -> channel.read(ByteBuffer.allocateDirect(8).asReadOnlyBuffer()),
                () -> channel.read(ByteBuffer.allocate(0).asReadOnlyBuffer()),
                () -> channel.read(last));
        assertThat(refused)
                .allSatisfy(call -> assertThatThrownBy(call).isExactlyInstanceOf(IllegalArgumentException.class));
        assertThat(last[0].position()).isZero();
        assertThat(channel.read(ByteBuffer.allocate(8))).isEqualTo(3);
    }

    @Test
    void aMissingBufferIsRefusedBeforeTheState() throws IOException {
        expectMissingBufferIsRefused(channel);
        try (SocketChannel unconnected = SocketChannel.open()) {
            expectMissingBufferIsRefused(unconnected);
        }
        channel.close();
        expectMissingBufferIsRefused(channel);
    }

    private static void expectMissingBufferIsRefused(SocketChannel of) {
        List<ThrowingCallable> refused = List.of(
                () -> of.read((ByteBuffer) null),
                () -> of.write((ByteBuffer) null),
                () -> of.read((ByteBuffer[]) null),
                () -> of.write((ByteBuffer[]) null));
        assertThat(refused)
                .allSatisfy(call -> assertThatThrownBy(call).isExactlyInstanceOf(NullPointerException.class));
    }

    @Test
    void noRoomAndNothingToSendAnswerZeroWithoutBlocking() throws IOException {
        assertThat(channel.read(ByteBuffer.allocate(0))).isZero();
        assertThat(channel.read(ByteBuffer.allocateDirect(0))).isZero();
        assertThat(channel.write(ByteBuffer.allocate(0))).isZero();
        assertThat(channel.write(ByteBuffer.allocateDirect(0))).isZero();
    }

    @Test
    void afterTheEndAReadIntoNoRoomStillAnswersAtOnce() throws IOException {
        connection.peer.shutdownOutput();
        assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        assertThat(channel.read(ByteBuffer.allocate(0))).isZero();
    }

    @Test
    void aWriteThatWouldBlockMovesThePositionByWhatWasSent() throws IOException {
        channel.configureBlocking(false);
        connection.peer.setReceiveBufferSize(1 << 16);
        for (ByteBuffer buffer :
                new ByteBuffer[] {ByteBuffer.allocate(16 << 20), ByteBuffer.allocateDirect(16 << 20)}) {
            int written = channel.write(buffer);
            assertThat(buffer.position()).isEqualTo(written).isLessThan(buffer.capacity());
            for (int n = 1; n > 0; written += n) {
                n = channel.write(buffer);
            }
            assertThat(buffer.position()).isEqualTo(written);
            assertThat(connection.peerReceives(written)).hasSize(written);
        }
    }

    @Test
    void aReadThatWouldBlockLeavesTheBufferAlone() throws IOException {
        channel.configureBlocking(false);
        for (ByteBuffer buffer : new ByteBuffer[] {ByteBuffer.allocate(SIZE), ByteBuffer.allocateDirect(SIZE)}) {
            filled(buffer).position(3);
            assertThat(channel.read(buffer)).isZero();
            assertThat(buffer.position()).isEqualTo(3);
            assertThat(buffer.get(3)).isEqualTo(UNTOUCHED);
        }
    }

    @Test
    void theEndOfTheStreamLeavesTheBufferAlone() throws IOException {
        connection.peer.shutdownOutput();
        ByteBuffer buffer = filled(ByteBuffer.allocate(SIZE)).position(3);
        assertThat(channel.read(buffer)).isEqualTo(-1);
        assertThat(buffer.position()).isEqualTo(3);
        assertThat(buffer.get(3)).isEqualTo(UNTOUCHED);
    }
}
