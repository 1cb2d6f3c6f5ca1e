// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.Connection;
import io.headrace.suite.support.OnHeadrace;
import io.headrace.suite.support.Proc;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Closing channels that are registered: at once for the peer, without traces in the selector, with numbers reused. */
@Bounded
class RegisteredCloseTest {
    @AutoClose
    private final Selector selector = Selector.open();

    @AutoClose
    private final Connection connection = Connection.open();

    RegisteredCloseTest() throws IOException {}

    @Test
    void thePeerSeesTheEndBeforeAnySelect() throws IOException {
        connection.channel.register(selector, OP_READ | OP_WRITE);
        selector.selectNow();
        connection.channel.close();
        assertThat(connection.peer.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void withLingerOfZeroThePeerIsReset() throws IOException {
        connection.channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        connection.channel.register(selector, OP_READ);
        selector.selectNow();
        connection.channel.close();
        selector.selectNow();
        assertThatThrownBy(() -> connection.peer.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void theKeyIsInvalidAtOnceAndGoneAfterTheNextSelect() throws IOException {
        SelectionKey key = connection.channel.register(selector, OP_WRITE);
        selector.selectNow();
        connection.channel.close();
        assertThat(key.isValid()).isFalse();
        assertThatThrownBy(key::readyOps).isExactlyInstanceOf(CancelledKeyException.class);
        assertThat(selector.selectedKeys()).containsExactly(key);
        assertThat(selector.selectNow()).isZero();
        assertThat(selector.selectedKeys()).isEmpty();
        assertThat(selector.keys()).isEmpty();
    }

    @Test
    void aClosedChannelIsNeverReported() throws IOException {
        connection.channel.register(selector, OP_READ | OP_WRITE);
        connection.peerSends(1);
        connection.channel.close();
        assertThat(selector.selectNow()).isZero();
        assertThat(selector.selectNow(key -> {})).isZero();
    }

    @Test
    void closingWhileASelectBlocksDoesNotDisturbIt() throws Exception {
        connection.channel.register(selector, OP_READ);
        Background<Integer> select = Background.startBlockedIn("select", selector::select);
        connection.channel.close();
        assertThat(connection.peer.getInputStream().read()).isEqualTo(-1);
        selector.wakeup();
        assertThat(select.result()).isZero();
        assertThat(selector.keys()).isEmpty();
    }

    @Test
    void aClosedChannelRefusesEverything() throws IOException {
        connection.channel.register(selector, OP_READ);
        connection.channel.close();
        assertThat(connection.channel.isOpen()).isFalse();
        assertThatThrownBy(() -> connection.channel.read(ByteBuffer.allocate(1)))
                .isExactlyInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> connection.channel.write(ByteBuffer.allocate(1)))
                .isExactlyInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> connection.channel.register(selector, OP_READ))
                .isExactlyInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> connection.channel.configureBlocking(true))
                .isExactlyInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aNumberThatIsReusedWhileAnOldKeyWaitsDoesNotMixUpEvents() throws IOException {
        for (int i = 0; i < 100; i++) {
            SelectionKey oldKey;
            try (Connection old = Connection.open()) {
                oldKey = old.channel.register(selector, OP_READ | OP_WRITE);
                selector.selectNow();
                selector.selectedKeys().clear();
                old.peerSends(1);
            }
            try (Connection fresh = Connection.open()) {
                SelectionKey key = fresh.channel.register(selector, OP_READ);
                assertThat(selector.selectNow()).isZero();
                fresh.peerSends(1);
                assertThat(selector.select()).isEqualTo(1);
                assertThat(selector.selectedKeys()).containsExactly(key).doesNotContain(oldKey);
            }
            selector.selectNow();
        }
        assertThat(selector.keys()).isEmpty();
    }

    @Test
    void aChannelThatIsClosedBeforeTheFirstSelectLeavesNoTrace() throws IOException {
        for (int i = 0; i < 100; i++) {
            try (Connection unselected = Connection.open()) {
                unselected.channel.register(selector, OP_READ | OP_WRITE);
            }
            SelectionKey key = connection.channel.register(selector, OP_WRITE);
            assertThat(selector.selectNow()).isEqualTo(1);
            assertThat(selector.selectedKeys()).containsExactly(key);
            selector.selectedKeys().clear();
        }
    }

    @Test
    void anInterestChangeOfAClosedChannelIsDropped() throws IOException {
        for (int i = 0; i < 100; i++) {
            try (Connection old = Connection.open()) {
                SelectionKey key = old.channel.register(selector, OP_READ);
                selector.selectNow();
                key.interestOps(OP_WRITE);
            }
            try (Connection fresh = Connection.open()) {
                fresh.channel.register(selector, OP_READ);
                assertThat(selector.selectNow()).isZero();
            }
        }
    }

    @Test
    void closingFreesEveryDescriptorOnceTheSelectorHasLooked() throws IOException {
        Proc.requireNoLeak(this::registerAndClose);
    }

    private void registerAndClose(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            try (Connection closed = Connection.open()) {
                closed.channel.register(selector, OP_READ);
                selector.selectNow();
            }
        }
        selector.selectNow();
    }

    /** The JDK keeps the descriptor until the next select; that leaves ports bound. */
    @Test
    @OnHeadrace
    void closingFreesTheDescriptorBeforeAnySelect() throws IOException {
        Proc.assumePresent();
        connection.channel.register(selector, OP_READ);
        selector.selectNow();
        int before = Proc.sockets().size();
        connection.channel.close();
        assertThat(Proc.sockets()).hasSize(before - 1);
    }

    @Test
    @OnHeadrace
    void closingAListenerFreesItsPortBeforeAnySelect() throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open().bind(ChannelPair.anyLoopbackPort());
        InetSocketAddress address = (InetSocketAddress) listener.getLocalAddress();
        listener.configureBlocking(false);
        listener.register(selector, OP_ACCEPT);
        selector.selectNow();
        listener.close();
        try (ServerSocketChannel again = ServerSocketChannel.open()) {
            again.bind(address);
            assertThat(again.getLocalAddress()).isEqualTo(address);
        }
    }

    @Test
    void aListenersPortIsFreeOnceTheSelectorHasLooked() throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open().bind(ChannelPair.anyLoopbackPort());
        InetSocketAddress address = (InetSocketAddress) listener.getLocalAddress();
        listener.configureBlocking(false);
        listener.register(selector, OP_ACCEPT);
        selector.selectNow();
        listener.close();
        selector.selectNow();
        try (ServerSocketChannel again = ServerSocketChannel.open()) {
            again.bind(address);
            assertThat(again.getLocalAddress()).isEqualTo(address);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no child process holds a socket there")
    void aChildThatHoldsTheSocketDoesNotKeepTheSelectorBusy() throws Exception {
        List<Process> children = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                try (Connection closed = Connection.open()) {
                    closed.channel.register(selector, OP_READ | OP_WRITE);
                    selector.selectNow();
                    selector.selectedKeys().clear();
                    closed.peerSends(1);
                    children.add(new ProcessBuilder("true").start());
                }
                assertThat(selector.selectNow()).isZero();
                assertThat(selector.select(1)).isZero();
            }
        } finally {
            for (Process child : children) {
                child.waitFor();
            }
        }
    }

    @Test
    void registeringRacesWithClosing() throws Exception {
        for (int i = 0; i < 200; i++) {
            SocketChannel raced = SocketChannel.open();
            raced.configureBlocking(false);
            Background<SelectionKey> registering = Background.start(() -> {
                try {
                    return raced.register(selector, OP_READ);
                } catch (ClosedChannelException e) {
                    return null;
                }
            });
            raced.close();
            SelectionKey key = registering.result();
            selector.selectNow();
            assertThat(key == null || !key.isValid()).isTrue();
            assertThat(selector.keys()).isEmpty();
        }
    }

    @Test
    void anAnswerIsReadToItsEndThoughTheRequestWasNot() throws IOException {
        connection.peerSends(2000);
        Waiting.untilReady(connection.channel.register(selector, OP_READ), OP_READ);
        connection.channel.read(ByteBuffer.allocate(100));
        connection.channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        connection.channel.close();
        selector.selectNow();
        assertThat(connection.peer.getInputStream().readAllBytes()).containsExactly(1, 2, 3);
    }

    /** The JDK loses what is on its way at the selector's next select. */
    @Test
    void anAnswerThatIsStillOnItsWayIsReadToItsEnd() throws IOException {
        connection.peerSends(100_000);
        Waiting.untilReady(connection.channel.register(selector, OP_READ), OP_READ);
        int sent = connection.channel.write(ByteBuffer.allocate(8 << 20));
        connection.channel.close();
        assertThat(connection.peer.getInputStream().readAllBytes()).hasSize(sent);
    }

    @Test
    void withLingerOfZeroAnUnreadRequestStillResetsThePeer() throws IOException {
        connection.peerSends(2000);
        connection.channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        Waiting.untilReady(connection.channel.register(selector, OP_READ), OP_READ);
        connection.channel.close();
        selector.selectNow();
        assertThatThrownBy(() -> connection.peer.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void anEndlessRequestDoesNotHoldUpTheClose() throws Exception {
        SelectionKey key = connection.channel.register(selector, OP_READ);
        Background<Void> peer = Background.start(() -> {
            while (true) {
                connection.peerSends(1 << 16);
            }
        });
        Waiting.untilReady(key, OP_READ);
        connection.channel.close();
        selector.selectNow();
        assertThat(peer.failure()).isInstanceOf(SocketException.class);
    }
}
