// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.Ipv6;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Socket that is first asked for when its channel is closed still knows. */
@Bounded
class ClosedSocketTest {
    private static void expectAddresses(Socket socket, InetSocketAddress local, InetSocketAddress remote) {
        assertThat(socket.isClosed()).isTrue();
        assertThat(socket.isBound()).isTrue();
        assertThat(socket.getLocalPort()).isEqualTo(local.getPort());
        assertThat(socket.getLocalSocketAddress()).isEqualTo(local);
        assertThat(socket.getLocalAddress().isAnyLocalAddress()).isTrue();
        assertThat(socket.getRemoteSocketAddress()).isEqualTo(remote);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "0.0.0.0"})
    void itsPortsAndAddresses(String host) throws IOException {
        assumeTrue(Ipv6.isPresent() || !host.contains(":"), "no IPv6");
        ServerSocketChannel listener = ServerSocketChannel.open().bind(new InetSocketAddress(host, 0));
        int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
        InetSocketAddress server = new InetSocketAddress(host.equals("::1") ? host : "127.0.0.1", port);
        SocketChannel client = SocketChannel.open(server);
        SocketChannel accepted = listener.accept();
        InetSocketAddress clientAddress = (InetSocketAddress) accepted.getRemoteAddress();
        client.close();
        accepted.close();
        listener.close();
        expectAddresses(client.socket(), clientAddress, server);
        expectAddresses(accepted.socket(), server, clientAddress);
        ServerSocket socket = listener.socket();
        assertThat(socket.isBound()).isTrue();
        assertThat(socket.getLocalPort()).isEqualTo(port);
    }

    @Test
    void itsConnectAnswersAsIfItWasClosedMeanwhile() throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.close();
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(ChannelPair.anyLoopbackPort())) {
            assertThatThrownBy(() -> channel.socket().connect(listener.getLocalAddress()))
                    .isExactlyInstanceOf(AsynchronousCloseException.class);
        }
    }

    @Test
    void itsAcceptWithATimeoutAnswersAsIfItWasClosedMeanwhile() throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open().bind(ChannelPair.anyLoopbackPort());
        listener.socket().setSoTimeout(10_000);
        listener.close();
        assertThatThrownBy(() -> listener.socket().accept()).isExactlyInstanceOf(AsynchronousCloseException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itsLocalAddressIfItWasBoundOnly(boolean bound) throws IOException {
        SocketChannel channel = SocketChannel.open();
        if (bound) {
            channel.bind(ChannelPair.anyLoopbackPort());
        }
        channel.close();
        Socket socket = channel.socket();
        assertThat(socket.isBound()).isEqualTo(bound);
        assertThat(socket.getLocalPort() > 0).isEqualTo(bound);
        assertThat(socket.getLocalSocketAddress() != null).isEqualTo(bound);
    }
}
