// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Backlog;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.Connection;
import io.headrace.suite.support.OnHeadrace;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Buffers that are memory of an arena (java.lang.foreign, by reflection: the suite is compiled for 17). */
@Bounded
@EnabledForJreRange(minVersion = 22)
class ForeignMemoryTest {
    private static final int SIZE = 8;

    @AutoClose
    private final Connection connection = Connection.open();

    private final SocketChannel channel = connection.channel;

    ForeignMemoryTest() throws IOException {}

    /** ofConfined, ofShared, ofAuto or global. */
    private static Object arena(String kind) throws ReflectiveOperationException {
        return Class.forName("java.lang.foreign.Arena").getMethod(kind).invoke(null);
    }

    private static ByteBuffer allocate(Object arena) throws ReflectiveOperationException {
        Method allocate = Class.forName("java.lang.foreign.SegmentAllocator").getMethod("allocate", long.class);
        Object segment = allocate.invoke(arena, (long) SIZE);
        return (ByteBuffer) Class.forName("java.lang.foreign.MemorySegment")
                .getMethod("asByteBuffer")
                .invoke(segment);
    }

    private static void close(Object arena) throws ReflectiveOperationException {
        Class.forName("java.lang.foreign.Arena").getMethod("close").invoke(arena);
    }

    private List<ThrowingCallable> transfers(ByteBuffer buffer, DatagramChannel datagrams) {
        ByteBuffer[] vector = {ByteBuffer.allocate(1), buffer};
        return List.of(
                () -> channel.read(buffer),
                () -> channel.write(buffer),
                () -> channel.read(vector),
                () -> channel.write(vector),
                () -> datagrams.receive(buffer),
                () -> datagrams.send(buffer, datagrams.getLocalAddress()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ofConfined", "ofShared", "ofAuto", "global"})
    void memoryOfEveryArenaIsSentAndReceived(String kind) throws Exception {
        ByteBuffer buffer = allocate(arena(kind));
        buffer.put(3, (byte) 42).position(3).limit(5);
        assertThat(channel.write(buffer)).isEqualTo(2);
        assertThat(connection.peerReceives(2)).containsExactly(42, 0);
        channel.configureBlocking(true);
        connection.peerSends(new byte[] {7, 8});
        assertThat(channel.read(buffer.position(4).limit(8))).isEqualTo(2);
        assertThat(buffer.get(5)).isEqualTo((byte) 8);
    }

    /** The JDK refuses to close the arena. */
    @OnHeadrace
    @Test
    void whatArrivesAfterAnArenaWasClosedIsNotWrittenToItsMemory() throws Exception {
        channel.configureBlocking(true);
        Object arena = arena("ofShared");
        ByteBuffer buffer = allocate(arena);
        Background<Integer> read = Background.startBlockedIn("read", () -> channel.read(buffer));
        close(arena);
        connection.peerSends(1);
        assertThat(read.failure()).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ofConfined", "ofShared"})
    void memoryOfAClosedArenaIsRefused(String kind) throws Exception {
        Object arena = arena(kind);
        ByteBuffer buffer = allocate(arena);
        close(arena);
        connection.peerSends(1);
        try (DatagramChannel datagrams = DatagramChannel.open().bind(ChannelPair.anyLoopbackPort())) {
            assertThat(transfers(buffer, datagrams))
                    .allSatisfy(each -> assertThatThrownBy(each)
                            .isExactlyInstanceOf(IllegalStateException.class)
                            .hasMessage("Already closed"));
        }
        assertThat(buffer.position()).isZero();
    }

    private static void requireRefused(List<ThrowingCallable> calls) {
        assertThat(calls).allSatisfy(call -> assertThatThrownBy(call).isExactlyInstanceOf(IllegalStateException.class));
    }

    @Test
    void memoryOfAClosedArenaIsRefusedAmongOthersAlsoWithoutRoom() throws Exception {
        Object arena = arena("ofShared");
        ByteBuffer full = allocate(arena).position(SIZE);
        close(arena);
        ByteBuffer first = ByteBuffer.allocate(1);
        ByteBuffer[] vector = {first, full};
        connection.peerSends(1);
        try (Backlog backlog = new Backlog()) {
            DatagramChannel datagrams = backlog.channel.connect(backlog.pair.peerAddress);
            backlog.leaveFew();
            List<ThrowingCallable> calls = List.of(
                    () -> channel.read(vector),
                    () -> channel.write(vector),
                    () -> datagrams.read(vector),
                    () -> datagrams.write(vector));
            requireRefused(calls);
            assertThat(first.position()).isZero();
            backlog.assertFewFollow();
        }
    }

    @Test
    void memoryOfAClosedArenaTakesNoDatagram() throws Exception {
        Object arena = arena("ofShared");
        ByteBuffer buffer = allocate(arena);
        ByteBuffer first = ByteBuffer.allocate(1);
        close(arena);
        try (Backlog backlog = new Backlog()) {
            DatagramChannel datagrams = backlog.channel.connect(backlog.pair.peerAddress);
            backlog.leaveFew();
            List<ThrowingCallable> calls = List.of(
                    () -> datagrams.receive(buffer),
                    () -> datagrams.read(buffer),
                    () -> datagrams.read(new ByteBuffer[] {first, buffer}));
            requireRefused(calls);
            assertThat(first.position()).isZero();
            backlog.assertFewFollow();
        }
    }

    @Test
    void confinedMemoryOfAnotherThreadIsRefused() throws Exception {
        ByteBuffer buffer =
                Background.start(() -> allocate(arena("ofConfined"))).result();
        try (DatagramChannel datagrams = DatagramChannel.open().bind(ChannelPair.anyLoopbackPort())) {
            assertThat(transfers(buffer, datagrams))
                    .allSatisfy(each -> assertThatThrownBy(each)
                            .satisfies(thrown -> assertThat(thrown.getClass().getName())
                                    .isEqualTo("java.lang.WrongThreadException")));
        }
    }
}
