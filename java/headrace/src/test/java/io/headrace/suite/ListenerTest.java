// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetBoundException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** ServerSocketChannel: states, accept, backlog, and ports that are used again. */
@Bounded
class ListenerTest {
    @AutoClose
    private final ServerSocketChannel listener = ServerSocketChannel.open();

    ListenerTest() throws IOException {}

    private InetSocketAddress bindAnywhere() throws IOException {
        listener.bind(ChannelPair.anyLoopbackPort());
        return (InetSocketAddress) listener.getLocalAddress();
    }

    @Test
    void aNewListenerIsOpenBlockingAndUnbound() throws IOException {
        assertThat(listener.isOpen()).isTrue();
        assertThat(listener.isBlocking()).isTrue();
        assertThat(listener.getLocalAddress()).isNull();
    }

    @Test
    void acceptNeedsABoundListener() throws IOException {
        assertThatThrownBy(listener::accept).isExactlyInstanceOf(NotYetBoundException.class);
        listener.configureBlocking(false);
        assertThatThrownBy(listener::accept).isExactlyInstanceOf(NotYetBoundException.class);
        listener.close();
        assertThatThrownBy(listener::accept).isExactlyInstanceOf(ClosedChannelException.class);
    }

    @Test
    void anInterruptClosesAListenerBeforeItsStateIsLookedAt() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(listener::accept).isExactlyInstanceOf(ClosedByInterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(listener.isOpen()).isFalse();
    }

    @Test
    void withoutConnectionsANonBlockingAcceptAnswersNull() throws IOException {
        bindAnywhere();
        listener.configureBlocking(false);
        assertThat(listener.accept()).isNull();
    }

    @Test
    void whatANonBlockingListenerAcceptsIsBlocking() throws IOException {
        InetSocketAddress address = bindAnywhere();
        listener.configureBlocking(false);
        try (Socket peer = new Socket(address.getAddress(), address.getPort());
                SocketChannel accepted = acceptOne()) {
            assertThat(accepted.isBlocking()).isTrue();
            assertThat(accepted.isConnected()).isTrue();
            assertThat(accepted.isOpen()).isTrue();
            assertThat(accepted.provider()).isSameAs(listener.provider());
            assertThat(accepted.getRemoteAddress()).isEqualTo(peer.getLocalSocketAddress());
            assertThat(accepted.getLocalAddress()).isEqualTo(address);
        }
    }

    private SocketChannel acceptOne() throws IOException {
        SocketChannel accepted;
        do {
            accepted = listener.accept();
        } while (accepted == null);
        return accepted;
    }

    @Test
    void aBlockingAcceptWaitsForAConnection() throws Exception {
        InetSocketAddress address = bindAnywhere();
        Background<SocketChannel> accepting = Background.startBlockedIn("accept", listener::accept);
        try (Socket peer = new Socket(address.getAddress(), address.getPort());
                SocketChannel accepted = accepting.result()) {
            assertThat(accepted.getRemoteAddress()).isEqualTo(peer.getLocalSocketAddress());
        }
    }

    @Test
    void bindIsAllowedOnce() throws IOException {
        bindAnywhere();
        assertThatThrownBy(() -> listener.bind(null)).isExactlyInstanceOf(AlreadyBoundException.class);
        listener.close();
        assertThatThrownBy(() -> listener.bind(null)).isExactlyInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(listener::getLocalAddress).isExactlyInstanceOf(ClosedChannelException.class);
    }

    @Test
    void bindNeedsAResolvedAddress() {
        assertThatThrownBy(() -> listener.bind(InetSocketAddress.createUnresolved("no.such.host.invalid", 1)))
                .isExactlyInstanceOf(UnresolvedAddressException.class);
        assertThat(listener.isOpen()).isTrue();
    }

    @Test
    void aPortThatListensIsTaken() throws IOException {
        InetSocketAddress address = bindAnywhere();
        try (ServerSocketChannel second = ServerSocketChannel.open()) {
            assertThatThrownBy(() -> second.bind(address))
                    .isExactlyInstanceOf(BindException.class)
                    .hasMessageMatching("Address (already )?in use");
            assertThat(second.isOpen()).isTrue();
            assertThat(second.getLocalAddress()).isNull();
            second.bind(ChannelPair.anyLoopbackPort());
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "SO_REUSEADDR is off there at first")
    void addressesAreReusedFromTheStart() throws IOException {
        assertThat(listener.getOption(StandardSocketOptions.SO_REUSEADDR)).isTrue();
    }

    @Test
    void aPortWithAConnectionInTimeWaitBinds() throws IOException {
        InetSocketAddress address = bindAnywhere();
        try (Socket peer = new Socket(address.getAddress(), address.getPort())) {
            SocketChannel accepted = listener.accept();
            accepted.close();
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        }
        listener.close();
        try (ServerSocketChannel again = ServerSocketChannel.open()) {
            assertThat(again.bind(address).getLocalAddress()).isEqualTo(address);
        }
    }

    @Test
    void aBacklogBelowOneMeansTheDefaultOfFifty() throws IOException {
        for (int backlog : new int[] {0, -1, Integer.MIN_VALUE}) {
            try (ServerSocketChannel many = ServerSocketChannel.open()) {
                many.bind(ChannelPair.anyLoopbackPort(), backlog);
                assertThat(connectionsThatFit(many, 30)).isEqualTo(30);
            }
        }
    }

    @Test
    void aBacklogIsGivenToTheSystem() throws IOException {
        try (ServerSocketChannel few = ServerSocketChannel.open()) {
            few.bind(ChannelPair.anyLoopbackPort(), 1);
            assertThat(connectionsThatFit(few, 2)).isEqualTo(2);
            few.configureBlocking(false);
            int accepted = 0;
            for (SocketChannel next = few.accept(); next != null; next = few.accept()) {
                next.close();
                accepted++;
            }
            assertThat(accepted).isEqualTo(2);
        }
    }

    private static int connectionsThatFit(ServerSocketChannel channel, int tries) throws IOException {
        InetSocketAddress address = (InetSocketAddress) channel.getLocalAddress();
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < tries; i++) {
                Socket socket = new Socket();
                sockets.add(socket);
                socket.connect(address, 10_000);
            }
            return sockets.size();
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void aClosedListenerTakesNoConnections() throws IOException {
        InetSocketAddress address = bindAnywhere();
        listener.close();
        try (Socket peer = new Socket()) {
            assertThatThrownBy(() -> peer.connect(address)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void closingEndsABlockedAccept() throws Exception {
        bindAnywhere();
        Background<SocketChannel> accepting = Background.startBlockedIn("accept", listener::accept);
        listener.close();
        assertThat(accepting.failure()).isExactlyInstanceOf(AsynchronousCloseException.class);
    }

    @Test
    void anInterruptEndsABlockedAcceptAndClosesTheListener() throws Exception {
        bindAnywhere();
        Background<SocketChannel> accepting = Background.startBlockedIn("accept", listener::accept);
        accepting.thread.interrupt();
        assertThat(accepting.failure()).isExactlyInstanceOf(ClosedByInterruptException.class);
        assertThat(listener.isOpen()).isFalse();
    }
}
