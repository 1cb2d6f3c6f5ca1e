// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_CONNECT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.DatagramPair;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A datagram channel's key is readable exactly while a receive would not block. */
@Bounded
class DatagramReadinessTest {
    @AutoClose
    private final Selector selector = Selector.open();

    @AutoClose
    private final DatagramPair pair = new DatagramPair();

    private final DatagramChannel channel = pair.channel;
    private final SelectionKey key;

    DatagramReadinessTest() throws IOException {
        channel.configureBlocking(false);
        key = channel.register(selector, OP_READ);
    }

    private static ByteBuffer room() {
        return ByteBuffer.allocate(8);
    }

    private void arrive(int bytes) throws IOException {
        pair.peerSends(bytes);
        Waiting.untilReady(key, OP_READ);
    }

    @Test
    void anIdleChannelIsWritableOnly() throws IOException {
        assertThat(Waiting.isReady(key)).isFalse();
        key.interestOps(OP_READ | OP_WRITE);
        Waiting.untilReady(key, OP_WRITE);
        assertThat(key.readyOps()).isEqualTo(OP_WRITE);
    }

    @Test
    void connectIsNoOperationOfIt() {
        assertThat(channel.validOps()).isEqualTo(OP_READ | OP_WRITE);
        assertThatThrownBy(() -> key.interestOps(OP_CONNECT)).isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anUnreadDatagramIsReportedInEachSelect() throws IOException {
        arrive(1);
        for (int i = 0; i < 50; i++) {
            assertThat(Waiting.isReady(key)).isTrue();
        }
    }

    @Test
    void aReceivedDatagramIsReportedNoMore() throws IOException {
        for (int i = 0; i < 50; i++) {
            arrive(3);
            assertThat(channel.receive(room())).isEqualTo(pair.peerAddress);
            assertThat(Waiting.isReady(key)).isFalse();
        }
    }

    @Test
    void eachOfSeveralDatagramsIsReported() throws IOException {
        for (int i = 0; i < 5; i++) {
            pair.peerSends(1);
        }
        for (int i = 0; i < 5; i++) {
            Waiting.untilReady(key, OP_READ);
            assertThat(channel.receive(room())).isNotNull();
        }
        assertThat(Waiting.isReady(key)).isFalse();
    }

    @Test
    void aReceiveThatFoundNothingIsFollowedByTheNextDatagram() throws IOException {
        for (int i = 0; i < 50; i++) {
            assertThat(channel.receive(room())).isNull();
            arrive(1);
            assertThat(channel.receive(room())).isNotNull();
        }
    }

    @Test
    void anEmptyDatagramIsReported() throws IOException {
        arrive(0);
        assertThat(channel.receive(room())).isEqualTo(pair.peerAddress);
        assertThat(Waiting.isReady(key)).isFalse();
    }

    @Test
    void interestThatComesBackFindsTheDatagram() throws IOException {
        key.interestOps(0);
        assertThat(Waiting.isReady(key)).isFalse();
        pair.peerSends(1);
        assertThat(Waiting.isReady(key)).isFalse();
        key.interestOps(OP_READ);
        Waiting.untilReady(key, OP_READ);
    }

    @Test
    void sendingWakesNobodyWhoWantsToRead() throws Exception {
        Background<Integer> select = Background.startBlockedIn("select", selector::select);
        for (int i = 0; i < 20; i++) {
            channel.send(ByteBuffer.allocate(100), pair.peerAddress);
            assertThat(pair.peerReceives()).hasSize(100);
        }
        assertThat(select.thread.isAlive()).isTrue();
        pair.peerSends(1);
        assertThat(select.result()).isEqualTo(1);
    }

    @Test
    void connectingForgetsWhatWasReady() throws IOException {
        arrive(1);
        channel.connect(pair.peerAddress);
        assertThat(Waiting.isReady(key)).isFalse();
        arrive(1);
        assertThat(channel.read(room())).isEqualTo(1);
    }

    @Test
    void disconnectingKeepsTheRegistration() throws IOException {
        channel.connect(pair.peerAddress);
        assertThat(Waiting.isReady(key)).isFalse();
        channel.disconnect();
        assertThat(channel.getLocalAddress()).isEqualTo(pair.channelAddress);
        arrive(1);
        assertThat(channel.receive(room())).isEqualTo(pair.peerAddress);
    }

    @Test
    void anUnreachablePeerMakesAConnectedChannelReadable() throws IOException {
        channel.connect(pair.deafAddress());
        channel.write(ByteBuffer.allocate(1));
        Waiting.untilReady(key, OP_READ);
        assertThatThrownBy(() -> channel.read(room())).isExactlyInstanceOf(PortUnreachableException.class);
        assertThat(Waiting.isReady(key)).isFalse();
    }

    @Test
    void anUnreachableTargetMakesAnUnconnectedOneNotReadable() throws IOException {
        channel.send(ByteBuffer.allocate(1), pair.deafAddress());
        for (int i = 0; i < 20; i++) {
            assertThat(Waiting.isReady(key)).isFalse();
        }
    }

    @Test
    void aClosedChannelsKeyIsGone() throws IOException {
        arrive(1);
        channel.close();
        assertThat(key.isValid()).isFalse();
        assertThat(selector.selectNow()).isZero();
        assertThat(selector.keys()).isEmpty();
        try (DatagramChannel next = DatagramChannel.open().bind(pair.channelAddress)) {
            assertThat(next.getLocalAddress()).isEqualTo(pair.channelAddress);
        }
    }

    @Test
    void aChannelBoundAfterItsRegistrationIsReported() throws IOException {
        try (DatagramChannel unbound = DatagramChannel.open()) {
            unbound.configureBlocking(false);
            SelectionKey late = unbound.register(selector, OP_READ);
            assertThat(Waiting.isReady(late)).isFalse();
            unbound.bind(ChannelPair.anyLoopbackPort());
            pair.peer.send(ByteBuffer.allocate(1), unbound.getLocalAddress());
            Waiting.untilReady(late, OP_READ);
        }
    }
}
