// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.DatagramPair;
import io.headrace.suite.support.OnHeadrace;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.function.IntFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One datagram a call: its bounds, its sender, and the buffers that it comes from and goes to. */
@Bounded
class DatagramTest {
    private static final int LARGEST = 65507;

    @AutoClose
    private final DatagramPair pair = new DatagramPair();

    private final DatagramChannel channel = pair.channel;

    DatagramTest() throws IOException {}

    enum Memory {
        HEAP(ByteBuffer::allocate),
        DIRECT(ByteBuffer::allocateDirect),
        SLICE_OF_AN_ARRAY(size -> ByteBuffer.allocate(size + 9).slice(7, size)),
        SLICE_OF_DIRECT_MEMORY(size -> ByteBuffer.allocateDirect(size + 9).slice(7, size));

        private final IntFunction<ByteBuffer> allocator;

        Memory(IntFunction<ByteBuffer> allocator) {
            this.allocator = allocator;
        }

        ByteBuffer allocate(int size) {
            return allocator.apply(size);
        }
    }

    private static byte[] counted(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i + 1);
        }
        return bytes;
    }

    @ParameterizedTest
    @EnumSource
    void aReceiveFillsFromThePositionAndAnswersTheSender(Memory memory) throws IOException {
        pair.peerSends(counted(3));
        ByteBuffer buffer = memory.allocate(10).position(4).limit(9);
        assertThat(channel.receive(buffer)).isEqualTo(pair.peerAddress);
        assertThat(buffer.position()).isEqualTo(7);
        assertThat(buffer.limit()).isEqualTo(9);
        assertThat(buffer.clear()).isEqualTo(ByteBuffer.wrap(new byte[] {0, 0, 0, 0, 1, 2, 3, 0, 0, 0}));
    }

    @ParameterizedTest
    @EnumSource
    void aSendTakesWhatLiesBetweenPositionAndLimit(Memory memory) throws IOException {
        ByteBuffer buffer = memory.allocate(10).put(0, counted(10)).position(4).limit(7);
        assertThat(channel.send(buffer, pair.peerAddress)).isEqualTo(3);
        assertThat(buffer.position()).isEqualTo(7);
        assertThat(pair.peerReceives()).containsExactly(5, 6, 7);
    }

    @ParameterizedTest
    @EnumSource
    void whatDoesNotFitIsDropped(Memory memory) throws IOException {
        pair.peerSends(counted(10));
        pair.peerSends(1);
        ByteBuffer buffer = memory.allocate(4);
        channel.receive(buffer);
        assertThat(buffer.flip()).isEqualTo(ByteBuffer.wrap(counted(4)));
        channel.receive(buffer.clear());
        assertThat(buffer.position()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aReceiveWithoutRoomTakesADatagram(Memory memory) throws IOException {
        pair.peerSends(10);
        pair.peerSends(2);
        assertThat(channel.receive(memory.allocate(0))).isEqualTo(pair.peerAddress);
        ByteBuffer buffer = memory.allocate(10);
        channel.receive(buffer);
        assertThat(buffer.position()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyDatagramHasASenderToo(Memory memory) throws IOException {
        assertThat(pair.peer.send(memory.allocate(0), pair.channelAddress)).isZero();
        ByteBuffer buffer = memory.allocate(10);
        assertThat(channel.receive(buffer)).isEqualTo(pair.peerAddress);
        assertThat(buffer.position()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void theLargestDatagramGoesThrough(Memory memory) throws IOException {
        byte[] bytes = counted(LARGEST);
        assertThat(channel.send(memory.allocate(LARGEST).put(0, bytes), pair.peerAddress))
                .isEqualTo(LARGEST);
        assertThat(pair.peerReceives()).isEqualTo(bytes);
        pair.peerSends(bytes);
        ByteBuffer buffer = memory.allocate(LARGEST + 100);
        channel.receive(buffer);
        assertThat(buffer.flip()).isEqualTo(ByteBuffer.wrap(bytes));
    }

    @ParameterizedTest
    @EnumSource
    void aLargerOneIsAnErrorThatMovesNothing(Memory memory) throws IOException {
        for (int size : new int[] {LARGEST + 1, 300_000}) {
            ByteBuffer buffer = memory.allocate(size);
            assertThatThrownBy(() -> channel.send(buffer, pair.peerAddress))
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching("Message too (long|large)");
            assertThat(buffer.position()).isZero();
        }
        pair.connect();
        assertThatThrownBy(() -> channel.write(memory.allocate(LARGEST + 1))).isInstanceOf(IOException.class);
    }

    @Test
    void aHugeHeapBufferReceives() throws IOException {
        pair.peerSends(5);
        ByteBuffer buffer = ByteBuffer.allocate(7 << 20);
        channel.receive(buffer);
        assertThat(buffer.position()).isEqualTo(5);
    }

    @Test
    void aRunOfDatagramsFromOneSenderHasOneAddressObject() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(4);
        pair.peerSends(1);
        SocketAddress first = channel.receive(buffer.clear());
        pair.peerSends(1);
        assertThat(channel.receive(buffer.clear())).isSameAs(first);
        try (DatagramChannel other = DatagramPair.bound()) {
            other.send(ByteBuffer.allocate(1), pair.channelAddress);
            assertThat(channel.receive(buffer.clear())).isEqualTo(DatagramPair.address(other));
        }
        pair.peerSends(1);
        assertThat(channel.receive(buffer.clear())).isEqualTo(first);
    }

    @Test
    void withoutADatagramANonBlockingReceiveAnswersNullAndLeavesTheBufferAlone() throws IOException {
        channel.configureBlocking(false);
        ByteBuffer buffer = ByteBuffer.allocate(4).position(1);
        assertThat(channel.receive(buffer)).isNull();
        assertThat(buffer.position()).isEqualTo(1);
    }

    @Test
    void targetsMayAlternate() throws IOException {
        try (DatagramPair others = new DatagramPair()) {
            for (int i = 0; i < 3; i++) {
                channel.send(ByteBuffer.wrap(counted(1)), pair.peerAddress);
                channel.send(ByteBuffer.wrap(counted(2)), others.peerAddress);
                assertThat(pair.peerReceives()).hasSize(1);
                assertThat(others.peerReceives()).hasSize(2);
            }
        }
    }

    @Test
    void aConnectedChannelReadsAndWritesDatagrams() throws IOException {
        pair.connect();
        assertThat(channel.write(ByteBuffer.wrap(counted(3)))).isEqualTo(3);
        assertThat(pair.peerReceives()).containsExactly(1, 2, 3);
        pair.peer.write(ByteBuffer.wrap(counted(6)));
        ByteBuffer buffer = ByteBuffer.allocate(4);
        assertThat(channel.read(buffer)).isEqualTo(4);
        assertThat(buffer.flip()).isEqualTo(ByteBuffer.wrap(counted(4)));
    }

    @Test
    void aGatherIsOneDatagramAndAScatterTakesOne() throws IOException {
        pair.connect();
        ByteBuffer[] parts = {
            ByteBuffer.wrap(counted(2)),
            ByteBuffer.allocateDirect(3),
            ByteBuffer.allocate(0),
            ByteBuffer.wrap(counted(4))
        };
        assertThat(channel.write(parts)).isEqualTo(9);
        assertThat(pair.peerReceives()).containsExactly(1, 2, 0, 0, 0, 1, 2, 3, 4);
        pair.peerSends(counted(9));
        pair.peerSends(counted(2));
        ByteBuffer[] room = {ByteBuffer.allocateDirect(3), ByteBuffer.allocate(4)};
        assertThat(channel.read(room)).isEqualTo(7);
        assertThat(room[0].flip()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        assertThat(room[1].flip()).isEqualTo(ByteBuffer.wrap(new byte[] {4, 5, 6, 7}));
        room[0].clear();
        assertThat(channel.read(room)).isEqualTo(2);
    }

    @Test
    void ofMoreBuffersThanTheSystemTakesTheFirstOnesAreOneDatagram() throws IOException {
        pair.connect();
        ByteBuffer[] parts = new ByteBuffer[1500];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = i % 2 == 0 ? ByteBuffer.allocate(1) : ByteBuffer.allocateDirect(1);
        }
        long sent = channel.write(parts);
        assertThat(sent).isBetween(1L, 1500L);
        assertThat(pair.peerReceives()).hasSize((int) sent);
    }

    @Test
    void readsAndWritesOfNothingDoNothing() throws IOException {
        pair.connect();
        pair.peerSends(3);
        assertThat(channel.read(ByteBuffer.allocate(0))).isZero();
        assertThat(channel.read(new ByteBuffer[] {ByteBuffer.allocate(0)})).isZero();
        assertThat(channel.write(ByteBuffer.allocate(0))).isZero();
        assertThat(channel.write(new ByteBuffer[] {ByteBuffer.allocateDirect(0)}))
                .isZero();
        assertThat(channel.read(ByteBuffer.allocate(8))).isEqualTo(3);
    }

    @Test
    void aReadOnlyDestinationIsRefusedAndLosesNothing() throws IOException {
        pair.connect();
        pair.peerSends(3);
        ByteBuffer refused = ByteBuffer.allocate(8).asReadOnlyBuffer();
        List<ThrowingCallable> calls = List.of(
                () -> channel.receive(refused),
                () -> channel.receive(ByteBuffer.allocateDirect(8).asReadOnlyBuffer()),
                () -> channel.read(refused),
                () -> channel.read(new ByteBuffer[] {ByteBuffer.allocate(1), refused}));
        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(call).isExactlyInstanceOf(IllegalArgumentException.class));
        assertThat(channel.read(ByteBuffer.allocate(8))).isEqualTo(3);
    }

    /** The JDK's sends nothing, and reads -1. */
    @OnHeadrace
    @Test
    void anEmptyDatagramGoesBetweenConnectedChannelsToo() throws IOException {
        pair.connect();
        pair.peerSends(0);
        assertThat(channel.read(ByteBuffer.allocate(4))).isZero();
        pair.peerSends(0);
        assertThat(channel.receive(ByteBuffer.allocate(4))).isEqualTo(pair.peerAddress);
    }

    @Test
    void aReadOnlySourceIsSent() throws IOException {
        channel.send(ByteBuffer.wrap(counted(2)).asReadOnlyBuffer(), pair.peerAddress);
        assertThat(pair.peerReceives()).containsExactly(1, 2);
    }

    @Test
    void missingBuffersAndTargetsAreRefused() {
        List<ThrowingCallable> calls = List.of(
                () -> channel.receive(null),
                () -> channel.send(null, pair.peerAddress),
                () -> channel.send(ByteBuffer.allocate(1), null),
                () -> channel.read((ByteBuffer) null),
                () -> channel.write((ByteBuffer) null));
        assertThat(calls).allSatisfy(call -> assertThatThrownBy(call).isExactlyInstanceOf(NullPointerException.class));
    }
}
