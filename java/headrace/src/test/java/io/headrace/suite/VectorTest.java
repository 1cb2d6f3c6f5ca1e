// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.Connection;
import io.headrace.suite.support.OnHeadrace;
import io.headrace.suite.support.TestThreads;
import java.io.IOException;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.function.IntFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;

/**
 * Gathering writes and scattering reads: windows of the array, empty buffers, more buffers than one system call
 * takes.
 */
@Bounded
class VectorTest {
    /** Buffers in one call: IOV_MAX of Linux, macOS and the BSDs. */
    private static final int LIMIT = OS.WINDOWS.isCurrentOs() ? ofWindows() : 1024;

    private static final int TOO_MANY = 2 * LIMIT + LIMIT / 2;

    private static int ofWindows() {
        return System.getProperty(OnHeadrace.PROVIDER) == null ? 16 : 64;
    }

    @AutoClose
    private final Connection connection = Connection.open();

    private final SocketChannel channel = connection.channel;

    VectorTest() throws IOException {}

    private static ByteBuffer[] buffers(int count, IntFunction<ByteBuffer> each) {
        ByteBuffer[] buffers = new ByteBuffer[count];
        for (int i = 0; i < count; i++) {
            buffers[i] = each.apply(i);
        }
        return buffers;
    }

    private static ByteBuffer allocate(int index, int size) {
        return index % 2 == 0 ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
    }

    /** Buffers that hold consecutive numbers, a byte each. */
    private static ByteBuffer[] numbered(int count) {
        return buffers(count, i -> allocate(i, 1).put(0, (byte) i));
    }

    private static byte[] numbers(int from, int count) {
        byte[] numbers = new byte[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (byte) (from + i);
        }
        return numbers;
    }

    private static long remaining(ByteBuffer[] buffers) {
        long remaining = 0;
        for (ByteBuffer buffer : buffers) {
            remaining += buffer.remaining();
        }
        return remaining;
    }

    @Test
    void aGatheringWriteSendsTheBuffersInOrder() throws IOException {
        ByteBuffer[] buffers = {
            ByteBuffer.wrap(numbers(0, 10), 2, 5),
            ByteBuffer.allocate(0),
            ByteBuffer.allocateDirect(4).put(0, numbers(7, 4)),
            ByteBuffer.wrap(numbers(11, 3)).asReadOnlyBuffer()
        };
        assertThat(channel.write(buffers)).isEqualTo(12);
        assertThat(connection.peerReceives(12)).isEqualTo(numbers(2, 12));
        assertThat(remaining(buffers)).isZero();
        assertThat(buffers[0].position()).isEqualTo(7);
    }

    @Test
    void aScatteringReadFillsTheBuffersInOrder() throws IOException {
        channel.configureBlocking(true);
        connection.peerSends(numbers(0, 12));
        ByteBuffer[] buffers = {
            ByteBuffer.allocate(10).position(2).limit(7),
            ByteBuffer.allocateDirect(0),
            ByteBuffer.allocateDirect(4),
            ByteBuffer.allocate(8)
        };
        assertThat(channel.read(buffers)).isEqualTo(12);
        assertThat(buffers[0].array()).startsWith(0, 0, 0, 1, 2, 3, 4, 0);
        assertThat(buffers[2].get(3)).isEqualTo((byte) 8);
        assertThat(buffers[3].array()).startsWith(9, 10, 11, 0);
        assertThat(buffers[3].position()).isEqualTo(3);
    }

    @Test
    void onlyTheWindowOfTheArrayIsUsed() throws IOException {
        ByteBuffer[] buffers = numbered(6);
        assertThat(channel.write(buffers, 2, 3)).isEqualTo(3);
        assertThat(connection.peerReceives(3)).isEqualTo(numbers(2, 3));
        assertThat(remaining(buffers)).isEqualTo(3);
        assertThat(channel.write(buffers, 6, 0)).isZero();
        channel.configureBlocking(true);
        connection.peerSends(numbers(0, 4));
        ByteBuffer[] room = buffers(6, i -> allocate(i, 1));
        assertThat(channel.read(room, 1, 4)).isEqualTo(4);
        assertThat(room[0].position()).isZero();
        assertThat(room[5].position()).isZero();
        assertThat(room[4].get(0)).isEqualTo((byte) 3);
    }

    @Test
    void aWindowOutsideTheArrayIsRefusedBeforeTheState() throws IOException {
        try (SocketChannel unconnected = SocketChannel.open()) {
            ByteBuffer[] two = numbered(2);
            List<ThrowingCallable> refused = List.of(
                    () -> unconnected.write(two, -1, 1),
                    () -> unconnected.write(two, 0, 3),
                    () -> unconnected.write(two, 3, 0),
                    () -> unconnected.write(two, 0, -1),
                    () -> unconnected.write(two, 1, Integer.MAX_VALUE),
                    () -> unconnected.read(two, -1, 1),
                    () -> unconnected.read(two, 0, 3),
                    () -> unconnected.read(two, 2, 1));
            assertThat(refused)
                    .allSatisfy(call -> assertThatThrownBy(call).isInstanceOf(IndexOutOfBoundsException.class));
            assertThatThrownBy(() -> unconnected.write(two)).isExactlyInstanceOf(NotYetConnectedException.class);
            assertThatThrownBy(() -> unconnected.read(two, 0, 0)).isExactlyInstanceOf(NotYetConnectedException.class);
        }
    }

    @Test
    void aMissingBufferInTheWindowIsRefused() throws IOException {
        ByteBuffer[] holed = {ByteBuffer.allocate(1), null, ByteBuffer.allocate(1)};
        assertThatThrownBy(() -> channel.write(holed)).isExactlyInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> channel.read(holed)).isExactlyInstanceOf(NullPointerException.class);
        assertThat(channel.write(holed, 2, 1)).isEqualTo(1);
    }

    @Test
    void emptyWindowsAndEmptyBuffersAnswerZero() throws IOException {
        channel.configureBlocking(true);
        assertThat(channel.write(new ByteBuffer[0])).isZero();
        assertThat(channel.read(new ByteBuffer[0])).isZero();
        assertThat(channel.write(buffers(3, i -> allocate(i, 0)))).isZero();
        assertThat(channel.read(buffers(3, i -> allocate(i, 0)))).isZero();
        assertThat(channel.write(buffers(TOO_MANY, i -> allocate(i, 0)))).isZero();
    }

    @Test
    void ofTooManyBuffersTheFirstAreSent() throws IOException {
        ByteBuffer[] buffers = numbered(TOO_MANY);
        assertThat(channel.write(buffers)).isEqualTo(LIMIT);
        assertThat(connection.peerReceives(LIMIT)).isEqualTo(numbers(0, LIMIT));
        assertThat(buffers[LIMIT - 1].hasRemaining()).isFalse();
        assertThat(buffers[LIMIT].hasRemaining()).isTrue();
        assertThat(channel.write(buffers)).isEqualTo(LIMIT);
        assertThat(channel.write(buffers)).isEqualTo(TOO_MANY - 2 * LIMIT);
        assertThat(channel.write(buffers)).isZero();
        assertThat(connection.peerReceives(TOO_MANY - LIMIT)).isEqualTo(numbers(LIMIT, TOO_MANY - LIMIT));
    }

    @Test
    void ofTooManyBuffersTheFirstAreFilled() throws IOException {
        channel.configureBlocking(true);
        connection.peerSends(numbers(0, TOO_MANY));
        ByteBuffer[] buffers = buffers(TOO_MANY, i -> allocate(i, 1));
        assertThat(channel.read(buffers)).isEqualTo(LIMIT);
        assertThat(buffers[LIMIT].position()).isZero();
        assertThat(channel.read(buffers)).isEqualTo(LIMIT);
        assertThat(channel.read(buffers)).isEqualTo(TOO_MANY - 2 * LIMIT);
        for (int i = 0; i < buffers.length; i++) {
            assertThat(buffers[i].get(0)).isEqualTo((byte) i);
        }
    }

    @Test
    void emptyBuffersTakeNoneOfTheRoom() throws IOException {
        channel.configureBlocking(true);
        ByteBuffer[] mostlyEmpty = buffers(8 * LIMIT, i -> allocate(i, i % 16 == 15 ? 1 : 0));
        assertThat(channel.write(mostlyEmpty)).isEqualTo(LIMIT / 2);
        assertThat(connection.peerReceives(LIMIT / 2)).hasSize(LIMIT / 2);
        connection.peerSends(numbers(0, LIMIT / 2));
        ByteBuffer[] room = buffers(8 * LIMIT, i -> allocate(i, i % 16 == 15 ? 1 : 0));
        assertThat(channel.read(room)).isEqualTo(LIMIT / 2);
        assertThat(room[room.length - 1].get(0)).isEqualTo((byte) (LIMIT / 2 - 1));
    }

    @Test
    void aBlockingGatheringWriteSendsAllOfItsBuffers() throws Exception {
        TestThreads.assumePlatform();
        channel.configureBlocking(true);
        ByteBuffer[] buffers = buffers(8, i -> allocate(i, 1 << 20));
        Background<byte[]> peer = Background.start(() -> connection.peerReceives(8 << 20));
        long written = 0;
        while (remaining(buffers) > 0) {
            written += channel.write(buffers);
        }
        assertThat(written).isEqualTo(8 << 20);
        assertThat(peer.result()).hasSize(8 << 20);
    }

    @Test
    void aWriteThatWouldBlockMovesPositionsByWhatWasSent() throws IOException {
        ByteBuffer[] buffers = buffers(16, i -> allocate(i, 1 << 20));
        long all = remaining(buffers);
        long written = channel.write(buffers);
        assertThat(remaining(buffers)).isEqualTo(all - written).isPositive();
        boolean before = true;
        for (ByteBuffer buffer : buffers) {
            assertThat(before || buffer.position() == 0).isTrue();
            before = !buffer.hasRemaining();
        }
    }

    @Test
    void whatIsBehindTheLimitIsNotLookedAt() throws IOException {
        connection.peerSends(numbers(0, TOO_MANY));
        channel.configureBlocking(true);
        ByteBuffer[] room = buffers(LIMIT + 1, i -> allocate(i, 1));
        room[LIMIT] = room[LIMIT].asReadOnlyBuffer();
        assertThat(channel.read(room)).isEqualTo(LIMIT);
        room = buffers(LIMIT + 1, i -> allocate(i, 1));
        room[LIMIT] = null;
        assertThat(channel.read(room)).isEqualTo(LIMIT);
        ByteBuffer[] sent = numbered(LIMIT + 1);
        sent[LIMIT] = null;
        assertThat(channel.write(sent)).isEqualTo(LIMIT);
    }

    @Test
    void aReadOnlyBufferWithinTheLimitIsRefused() throws IOException {
        connection.peerSends(numbers(0, TOO_MANY));
        ByteBuffer[] room = buffers(LIMIT + 1, i -> allocate(i, 1));
        room[LIMIT - 1] = room[LIMIT - 1].asReadOnlyBuffer();
        channel.configureBlocking(true);
        assertThatThrownBy(() -> channel.read(room)).isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDirectBufferThatIsGivenTwiceEndsWhereItsSecondPartDoes() throws IOException {
        connection.peerSends(numbers(0, 15));
        channel.configureBlocking(true);
        ByteBuffer twice = ByteBuffer.allocateDirect(10);
        assertThat(channel.read(new ByteBuffer[] {twice, twice})).isEqualTo(15);
        assertThat(twice.position()).isEqualTo(5);
        assertThat(twice.get(4)).isEqualTo((byte) 14);
        assertThat(twice.get(5)).isEqualTo((byte) 5);
    }

    @Test
    void aHeapBufferThatIsGivenTwiceOverflows() throws IOException {
        connection.peerSends(numbers(0, 15));
        channel.configureBlocking(true);
        ByteBuffer twice = ByteBuffer.allocate(10);
        assertThatThrownBy(() -> channel.read(new ByteBuffer[] {twice, twice}))
                .isExactlyInstanceOf(BufferOverflowException.class);
        assertThat(twice.position()).isEqualTo(10);
    }

    @Test
    void aBufferThatIsGivenTwiceIsSentTwice() throws IOException {
        for (ByteBuffer twice : List.of(ByteBuffer.allocate(10), ByteBuffer.allocateDirect(10))) {
            twice.put(numbers(0, 10)).position(4);
            assertThat(channel.write(new ByteBuffer[] {twice, twice})).isEqualTo(12);
            assertThat(twice.position()).isEqualTo(10);
            assertThat(connection.peerReceives(12)).isEqualTo(new byte[] {4, 5, 6, 7, 8, 9, 4, 5, 6, 7, 8, 9});
        }
    }
}
