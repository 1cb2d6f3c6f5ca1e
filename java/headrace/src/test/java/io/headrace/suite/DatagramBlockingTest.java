// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.DatagramPair;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Blocking receives and reads, and what ends one: a datagram, close, interrupt. */
@Bounded
class DatagramBlockingTest {
    @AutoClose
    private final DatagramPair pair = new DatagramPair().connect();

    private final DatagramChannel channel = pair.channel;

    DatagramBlockingTest() throws IOException {}

    private interface Call {
        Object on(DatagramChannel channel) throws IOException;
    }

    enum Taking {
        RECEIVE("receive", channel -> channel.receive(ByteBuffer.allocate(8))),
        READ("read", channel -> channel.read(ByteBuffer.allocate(8))),
        SCATTER("read", channel -> channel.read(new ByteBuffer[] {ByteBuffer.allocateDirect(8)}));

        private final String method;
        private final Call call;

        Taking(String method, Call call) {
            this.method = method;
            this.call = call;
        }

        Background<Object> startOn(DatagramChannel channel) {
            return Background.startBlockedIn(method, () -> {
                try {
                    return call.on(channel);
                } catch (ClosedByInterruptException e) {
                    assertThat(Thread.interrupted()).isTrue();
                    throw e;
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void itWaitsForADatagram(Taking taking) throws Exception {
        Background<Object> taken = taking.startOn(channel);
        pair.peerSends(3);
        assertThat(taken.result()).isIn(3, 3L, pair.peerAddress);
    }

    /** The JDK's connected channels send none, and its reads answer it by -1. */
    @ParameterizedTest
    @EnumSource
    void anEmptyDatagramEndsIt(Taking taking) throws Exception {
        pair.peer.disconnect();
        Background<Object> taken = taking.startOn(channel);
        pair.peerSends(0);
        assertThat(taken.result()).isIn(0, 0L, -1, -1L, pair.peerAddress);
    }

    @ParameterizedTest
    @EnumSource
    void closingEndsIt(Taking taking) throws Exception {
        Background<Object> taken = taking.startOn(channel);
        channel.close();
        assertThat(taken.failure()).isExactlyInstanceOf(AsynchronousCloseException.class);
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsItAndClosesTheChannel(Taking taking) throws Exception {
        Background<Object> taken = taking.startOn(channel);
        taken.thread.interrupt();
        assertThat(taken.failure()).isExactlyInstanceOf(ClosedByInterruptException.class);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void anInterruptBeforeACallEndsItAtOnce() throws Exception {
        Background<Boolean> calls = Background.start(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> channel.receive(ByteBuffer.allocate(1)))
                    .isExactlyInstanceOf(ClosedByInterruptException.class);
            assertThatThrownBy(() -> pair.peer.send(ByteBuffer.allocate(1), pair.channelAddress))
                    .isExactlyInstanceOf(ClosedByInterruptException.class);
            return Thread.interrupted();
        });
        assertThat(calls.result()).isTrue();
        assertThat(channel.isOpen() || pair.peer.isOpen()).isFalse();
    }

    /** Calls that fail, or answer at once, where nobody was interrupted. */
    enum Quick {
        READ_UNCONNECTED(channel -> channel.disconnect().read(ByteBuffer.allocate(1))),
        SCATTER_UNCONNECTED(channel -> channel.disconnect().read(new ByteBuffer[] {ByteBuffer.allocate(1)})),
        WRITE_UNCONNECTED(channel -> channel.disconnect().write(ByteBuffer.allocate(1))),
        GATHER_UNCONNECTED(channel -> channel.disconnect().write(new ByteBuffer[] {ByteBuffer.allocate(1)})),
        READ_READ_ONLY(channel -> channel.read(ByteBuffer.allocate(1).asReadOnlyBuffer())),
        READ_NOTHING(channel -> channel.read(ByteBuffer.allocate(0))),
        WRITE_NOTHING(channel -> channel.write(ByteBuffer.allocate(0))),
        SEND_TO_PORT_0(channel -> channel.disconnect().send(ByteBuffer.allocate(1), ChannelPair.anyLoopbackPort())),
        SEND_TO_ANOTHER(channel -> channel.send(ByteBuffer.allocate(1), new InetSocketAddress("127.0.0.1", 1)));

        private final Call call;

        Quick(Call call) {
            this.call = call;
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptBeforeItGoesFirst(Quick quick) {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> quick.call.on(channel)).isExactlyInstanceOf(ClosedByInterruptException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(channel.isOpen()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptIsNothingToANonBlockingCall(Quick quick) throws IOException {
        channel.configureBlocking(false);
        Thread.currentThread().interrupt();
        try {
            quick.call.on(channel);
        } catch (IllegalStateException | IllegalArgumentException | SocketException expected) {
            // what is wrong with the call
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aSendGoesOutBesideABlockedReceive() throws Exception {
        Background<Object> receive = Taking.RECEIVE.startOn(channel);
        channel.write(ByteBuffer.allocate(2));
        assertThat(pair.peerReceives()).hasSize(2);
        pair.peerSends(1);
        assertThat(receive.result()).isEqualTo(pair.peerAddress);
    }

    @Test
    void twoReceiversTakeADatagramEach() throws Exception {
        Background<Object> one = Taking.RECEIVE.startOn(channel);
        Background<Object> other = Background.start(() -> channel.receive(ByteBuffer.allocate(8)));
        pair.peerSends(1);
        pair.peerSends(2);
        assertThat(one.result()).isEqualTo(pair.peerAddress);
        assertThat(other.result()).isEqualTo(pair.peerAddress);
    }

    @Test
    void aClosedChannelsPortIsFreeAlthoughAReceiveWasBlocked() throws Exception {
        Background<Object> receive = Taking.RECEIVE.startOn(channel);
        channel.close();
        receive.failure();
        try (DatagramChannel next = DatagramChannel.open()) {
            Waiting.until("the port is free", () -> binds(next));
        }
    }

    private boolean binds(DatagramChannel next) {
        try {
            next.bind(pair.channelAddress);
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }

    @Test
    void manyReceiversAndOneCloseEndTogether() throws Exception {
        Background<Object> first = Taking.RECEIVE.startOn(channel);
        Background<Object> second = Background.start(() -> channel.receive(ByteBuffer.allocate(8)));
        channel.close();
        first.thread.join(TimeUnit.SECONDS.toMillis(Bounded.SECONDS / 2));
        assertThat(first.failure()).isInstanceOf(AsynchronousCloseException.class);
        assertThat(second.failure()).isInstanceOf(ClosedChannelException.class);
    }
}
