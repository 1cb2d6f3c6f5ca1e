// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.Proc;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ConnectionPendingException;
import java.nio.channels.NoConnectionPendingException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The states of a SocketChannel, what each refuses, and which refusal comes first. */
@Bounded
class SocketStateTest {
    private static final ByteBuffer[] ONE = {ByteBuffer.allocate(1)};

    @AutoClose
    private final SocketChannel channel = SocketChannel.open();

    @AutoClose
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    SocketStateTest() throws IOException {}

    private static void expectAll(Class<? extends Throwable> type, List<ThrowingCallable> calls) {
        assertThat(calls).allSatisfy(call -> assertThatThrownBy(call).isExactlyInstanceOf(type));
    }

    private List<ThrowingCallable> transfersAndShutdowns() {
        return List.of(
                () -> channel.read(ByteBuffer.allocate(1)),
                () -> channel.read(ByteBuffer.allocate(0)),
                () -> channel.read(ONE),
                () -> channel.write(ByteBuffer.allocate(1)),
                () -> channel.write(ByteBuffer.allocate(0)),
                () -> channel.write(ONE),
                channel::shutdownInput,
                channel::shutdownOutput);
    }

    private static InetSocketAddress unresolved() {
        return InetSocketAddress.createUnresolved("no.such.host.invalid", 1);
    }

    /** Nothing finishes the connection: it stays pending, whatever the system has done meanwhile. */
    private void connectPending() throws IOException {
        channel.configureBlocking(false);
        if (channel.connect(listener.getLocalSocketAddress())) {
            Assumptions.abort("connected at once");
        }
    }

    @Test
    void aNewChannelIsOpenBlockingUnboundAndUnconnected() throws IOException {
        assertThat(channel.isOpen()).isTrue();
        assertThat(channel.isBlocking()).isTrue();
        assertThat(channel.isConnected()).isFalse();
        assertThat(channel.isConnectionPending()).isFalse();
        assertThat(channel.isRegistered()).isFalse();
        assertThat(channel.getLocalAddress()).isNull();
        assertThat(channel.getRemoteAddress()).isNull();
    }

    @Test
    void anUnconnectedChannelRefusesTransfersAndShutdowns() {
        expectAll(NotYetConnectedException.class, transfersAndShutdowns());
        assertThatThrownBy(channel::finishConnect).isExactlyInstanceOf(NoConnectionPendingException.class);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aChannelWithAPendingConnectionRefusesTransfersBindAndAnotherConnect() throws IOException {
        connectPending();
        expectAll(NotYetConnectedException.class, transfersAndShutdowns());
        expectAll(
                ConnectionPendingException.class,
                List.of(
                        () -> channel.connect(listener.getLocalSocketAddress()),
                        () -> channel.bind(ChannelPair.anyLoopbackPort())));
        assertThat(channel.isConnectionPending()).isTrue();
    }

    @Test
    void aPendingConnectionHasNoLocalAddressBeforeItIsFinished() throws IOException {
        connectPending();
        assertThat(channel.getLocalAddress()).isNull();
        assertThat(channel.socket().isBound()).isFalse();
        assertThat(channel.socket().getLocalPort()).isEqualTo(-1);
        channel.configureBlocking(true);
        channel.finishConnect();
        assertThat(channel.getLocalAddress()).isNotNull();
        assertThat(channel.socket().isBound()).isTrue();
    }

    @Test
    void aConnectedChannelRefusesAnotherConnectAndBind() throws IOException {
        channel.connect(listener.getLocalSocketAddress());
        assertThatThrownBy(() -> channel.connect(listener.getLocalSocketAddress()))
                .isExactlyInstanceOf(AlreadyConnectedException.class);
        assertThatThrownBy(() -> channel.bind(null)).isExactlyInstanceOf(AlreadyBoundException.class);
        assertThat(channel.finishConnect()).isTrue();
        assertThat(channel.isConnected()).isTrue();
    }

    @Test
    void aBoundChannelRefusesAnotherBindAndStillConnects() throws IOException {
        channel.bind(ChannelPair.anyLoopbackPort());
        var bound = channel.getLocalAddress();
        assertThatThrownBy(() -> channel.bind(ChannelPair.anyLoopbackPort()))
                .isExactlyInstanceOf(AlreadyBoundException.class);
        channel.connect(listener.getLocalSocketAddress());
        assertThat(channel.getLocalAddress()).isEqualTo(bound);
        try (Socket peer = listener.accept()) {
            assertThat(peer.getRemoteSocketAddress()).isEqualTo(bound);
        }
    }

    @Test
    void aClosedChannelRefusesEverything() throws IOException {
        channel.connect(listener.getLocalSocketAddress());
        channel.close();
        expectAll(ClosedChannelException.class, transfersAndShutdowns());
        expectAll(
                ClosedChannelException.class,
                List.of(
                        () -> channel.bind(null),
                        channel::getLocalAddress,
                        channel::getRemoteAddress,
                        () -> channel.configureBlocking(false)));
        // The JDK's answer here is a subclass in blocking mode.
        assertThatThrownBy(() -> channel.connect(listener.getLocalSocketAddress()))
                .isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(channel::finishConnect).isInstanceOf(ClosedChannelException.class);
        assertThat(channel.isConnected()).isFalse();
        assertThat(channel.isConnectionPending()).isFalse();
        channel.close();
    }

    @Test
    void theAddressIsCheckedBeforeTheState() throws IOException {
        channel.connect(listener.getLocalSocketAddress());
        expectBadAddressesAreRefused();
        channel.close();
        expectBadAddressesAreRefused();
    }

    private void expectBadAddressesAreRefused() {
        assertThatThrownBy(() -> channel.connect(unresolved())).isExactlyInstanceOf(UnresolvedAddressException.class);
        assertThatThrownBy(() -> channel.connect(new OtherAddress()))
                .isExactlyInstanceOf(UnsupportedAddressTypeException.class);
    }

    @Test
    void connectNeedsAResolvedInternetAddress() {
        expectBadAddressesAreRefused();
        assertThatThrownBy(() -> channel.connect(null)).isExactlyInstanceOf(NullPointerException.class);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void bindNeedsAResolvedInternetAddress() {
        assertThatThrownBy(() -> channel.bind(unresolved())).isExactlyInstanceOf(UnresolvedAddressException.class);
        assertThatThrownBy(() -> channel.bind(new OtherAddress()))
                .isExactlyInstanceOf(UnsupportedAddressTypeException.class);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void bindFindsTheStateBeforeTheAddress() throws IOException {
        channel.bind(null);
        assertThatThrownBy(() -> channel.bind(unresolved())).isExactlyInstanceOf(AlreadyBoundException.class);
        channel.close();
        assertThatThrownBy(() -> channel.bind(unresolved())).isExactlyInstanceOf(ClosedChannelException.class);
    }

    @Test
    void bindToATakenPortSaysSo() {
        assertThatThrownBy(() -> channel.bind(listener.getLocalSocketAddress()))
                .isExactlyInstanceOf(BindException.class)
                .hasMessageMatching("Address (already )?in use");
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aRefusedBlockingConnectSaysSoAndClosesTheChannel() throws IOException {
        var address = listener.getLocalSocketAddress();
        listener.close();
        assertThatThrownBy(() -> channel.connect(address))
                .isExactlyInstanceOf(ConnectException.class)
                .hasMessage("Connection refused");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void openingWithARefusedAddressLeaksNothing() throws IOException {
        var address = listener.getLocalSocketAddress();
        listener.close();
        Proc.requireNoLeak(times -> expectRefusals(address, times));
    }

    private static void expectRefusals(SocketAddress address, int count) {
        for (int i = 0; i < count; i++) {
            assertThatThrownBy(() -> SocketChannel.open(address)).isExactlyInstanceOf(ConnectException.class);
        }
    }

    @Test
    void shutdownsMayBeRepeated() throws IOException {
        channel.connect(listener.getLocalSocketAddress());
        assertThat(channel.shutdownInput()).isSameAs(channel);
        assertThat(channel.shutdownInput().read(ByteBuffer.allocate(1))).isEqualTo(-1);
        assertThat(channel.shutdownOutput()).isSameAs(channel);
        channel.shutdownOutput();
        assertThat(channel.isConnected()).isTrue();
    }

    @Test
    void closingEndsAPendingConnection() throws IOException {
        connectPending();
        channel.close();
        assertThatThrownBy(channel::finishConnect).isExactlyInstanceOf(ClosedChannelException.class);
        assertThat(channel.isConnectionPending()).isFalse();
    }

    private static final class OtherAddress extends SocketAddress {
        private static final long serialVersionUID = 1;
    }
}
