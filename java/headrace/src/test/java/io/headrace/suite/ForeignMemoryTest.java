// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Backlog;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.Connection;
import io.headrace.suite.support.ForeignArena;
import java.io.IOException;
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

/** Buffers that are memory of an arena of java.lang.foreign. */
@Bounded
@EnabledForJreRange(minVersion = 22)
class ForeignMemoryTest {
    private static final int SIZE = 8;

    @AutoClose
    private final Connection connection = Connection.open();

    private final SocketChannel channel = connection.channel;

    ForeignMemoryTest() throws IOException {}

    private static ByteBuffer allocate(ForeignArena arena) throws ReflectiveOperationException {
        return arena.allocate(SIZE);
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
        ByteBuffer buffer = allocate(ForeignArena.open(kind));
        buffer.put(3, (byte) 42).position(3).limit(5);
        assertThat(channel.write(buffer)).isEqualTo(2);
        assertThat(connection.peerReceives(2)).containsExactly(42, 0);
        channel.configureBlocking(true);
        connection.peerSends(new byte[] {7, 8});
        assertThat(channel.read(buffer.position(4).limit(8))).isEqualTo(2);
        assertThat(buffer.get(5)).isEqualTo((byte) 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ofConfined", "ofShared"})
    void memoryOfAClosedArenaIsRefused(String kind) throws Exception {
        ForeignArena arena = ForeignArena.open(kind);
        ByteBuffer buffer = allocate(arena);
        arena.close();
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
        ForeignArena arena = ForeignArena.open("ofShared");
        ByteBuffer full = allocate(arena).position(SIZE);
        arena.close();
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
        ForeignArena arena = ForeignArena.open("ofShared");
        ByteBuffer buffer = allocate(arena);
        ByteBuffer first = ByteBuffer.allocate(1);
        arena.close();
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
        ByteBuffer buffer = Background.start(() -> allocate(ForeignArena.open("ofConfined")))
                .result();
        try (DatagramChannel datagrams = DatagramChannel.open().bind(ChannelPair.anyLoopbackPort())) {
            assertThat(transfers(buffer, datagrams))
                    .allSatisfy(each -> assertThatThrownBy(each)
                            .satisfies(thrown -> assertThat(thrown.getClass().getName())
                                    .isEqualTo("java.lang.WrongThreadException")));
        }
    }
}
