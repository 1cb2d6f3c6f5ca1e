// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_CONNECT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.Connection;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hang-up makes a key ready for all that it is interested in, and for nothing else. */
@Bounded
class HangUpTest {
    @AutoClose
    private final Selector selector = Selector.open();

    @AutoClose
    private final Connection connection = Connection.open();

    private final SelectionKey key = connection.channel.register(selector, OP_READ);

    HangUpTest() throws IOException {}

    private void hangUp() throws IOException {
        connection.peerResets();
        Waiting.untilReady(key, OP_READ);
        assertThat(key.readyOps()).isEqualTo(OP_READ);
    }

    @Test
    void aSelectedKeyLosesWhatIsNoLongerOfInterest() throws IOException {
        hangUp();
        key.interestOps(OP_WRITE);
        assertThat(selector.selectNow()).isEqualTo(1);
        assertThat(key.readyOps()).isEqualTo(OP_WRITE);
        key.interestOps(OP_READ | OP_WRITE);
        assertThat(selector.selectNow()).isEqualTo(1);
        assertThat(key.readyOps()).isEqualTo(OP_READ | OP_WRITE);
        key.interestOps(OP_READ);
        assertThat(selector.selectNow()).isZero();
        assertThat(key.readyOps()).isEqualTo(OP_READ);
    }

    @Test
    void aSelectedKeyOfAChannelThatIsReadyLosesItToo() throws IOException {
        connection.peerSends(3);
        Waiting.untilReady(key, OP_READ);
        key.interestOps(OP_WRITE);
        Waiting.until("writable as well", () -> select() == 1);
        assertThat(key.readyOps()).isEqualTo(OP_READ | OP_WRITE);
        connection.peerResets();
        Waiting.until("a hang-up", () -> select() == 0 && key.readyOps() == OP_WRITE);
    }

    private int select() {
        try {
            return selector.selectNow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anActionIsToldTheInterest() throws IOException {
        hangUp();
        key.interestOps(OP_READ | OP_WRITE | OP_CONNECT);
        selector.selectNow(told -> assertThat(told.readyOps()).isEqualTo(OP_READ | OP_WRITE | OP_CONNECT));
        assertThat(key.readyOps()).isEqualTo(OP_READ | OP_WRITE | OP_CONNECT);
    }

    @ParameterizedTest
    @ValueSource(ints = {OP_CONNECT, OP_CONNECT | OP_READ})
    void aConnectedChannelHasOpConnectOnlyThen(int interest) throws IOException {
        key.interestOps(interest);
        for (int i = 0; i < 3; i++) {
            assertThat(selector.selectNow()).isZero();
        }
        connection.peerResets();
        Waiting.untilReady(key, OP_CONNECT);
        assertThat(key.readyOps()).isEqualTo(interest);
    }

    @Test
    void aConnectionThatIsPendingIsReadyForAllWhenItIsReset() throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open().bind(ChannelPair.anyLoopbackPort());
        try (SocketChannel pending = SocketChannel.open()) {
            pending.configureBlocking(false);
            SelectionKey writing = pending.register(selector, OP_WRITE);
            if (!pending.connect(listener.getLocalAddress())) {
                assertThat(selector.selectNow()).isZero();
                listener.close();
                Waiting.untilReady(writing, OP_WRITE);
            }
        } finally {
            listener.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {OP_READ, OP_WRITE, OP_READ | OP_WRITE})
    void whatIsReadyDoesNotHideIt(int ready) throws IOException {
        key.interestOps(OP_CONNECT | ready);
        connection.peerSends(3);
        Waiting.untilReady(key, ready);
        assertThat(selector.selectNow()).isZero();
        connection.peerResets();
        Waiting.untilReady(key, OP_CONNECT);
    }
}
