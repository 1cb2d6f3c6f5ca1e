// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.Ipv6;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which family the addresses of a channel have, and what wildcards and null mean. */
@Bounded
class AddressTest {
    private static final String V4 = "127.0.0.1";
    private static final String V6 = "::1";

    private static InetSocketAddress port0(String host) throws IOException {
        return new InetSocketAddress(InetAddress.getByName(host), 0);
    }

    private static InetSocketAddress local(NetworkChannel channel) throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    private static InetSocketAddress remote(SocketChannel channel) throws IOException {
        return (InetSocketAddress) channel.getRemoteAddress();
    }

    /** A listener of one family, a client of another, and what each sees of the other. */
    private static void expectAddresses(
            StandardProtocolFamily listening,
            String host,
            StandardProtocolFamily connecting,
            Class<? extends InetAddress> kind)
            throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open(listening).bind(port0(host));
                SocketChannel client = SocketChannel.open(connecting)) {
            InetSocketAddress address = new InetSocketAddress(
                    InetAddress.getByName(host), local(listener).getPort());
            client.connect(address);
            try (SocketChannel server = listener.accept()) {
                assertThat(remote(client)).isEqualTo(address);
                assertThat(local(server)).isEqualTo(address);
                assertThat(remote(server)).isEqualTo(local(client));
                assertThat(local(listener).getAddress()).isInstanceOf(kind);
                assertThat(local(client).getAddress()).isInstanceOf(kind);
                assertThat(local(server).getAddress()).isInstanceOf(kind);
                assertThat(local(client).getPort()).isPositive();
            }
        }
    }

    @Test
    void anInetChannelHasIpv4Addresses() throws IOException {
        expectAddresses(StandardProtocolFamily.INET, V4, StandardProtocolFamily.INET, Inet4Address.class);
    }

    @Test
    void anInet6ChannelHasIpv6Addresses() throws IOException {
        Ipv6.assumePresent();
        expectAddresses(StandardProtocolFamily.INET6, V6, StandardProtocolFamily.INET6, Inet6Address.class);
    }

    @Test
    void mappedAddressesAreIpv4Addresses() throws IOException {
        Ipv6.assumePresent();
        expectAddresses(StandardProtocolFamily.INET6, V4, StandardProtocolFamily.INET6, Inet4Address.class);
        expectAddresses(StandardProtocolFamily.INET6, V4, StandardProtocolFamily.INET, Inet4Address.class);
        expectAddresses(StandardProtocolFamily.INET, V4, StandardProtocolFamily.INET6, Inet4Address.class);
    }

    @Test
    void anInetChannelRefusesIpv6Addresses() throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET);
                ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
            SocketAddress address = port0(V6);
            assertThatThrownBy(() -> channel.bind(address)).isExactlyInstanceOf(UnsupportedAddressTypeException.class);
            assertThatThrownBy(() -> listener.bind(address)).isExactlyInstanceOf(UnsupportedAddressTypeException.class);
            assertThatThrownBy(() -> channel.connect(new InetSocketAddress(V6, 1)))
                    .isExactlyInstanceOf(UnsupportedAddressTypeException.class);
            assertThat(channel.isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = StandardProtocolFamily.class,
            names = {"INET", "INET6"})
    void bindToNullIsTheWildcardOfTheFamilyAndAPort(StandardProtocolFamily family) throws IOException {
        Ipv6.assumeFor(family);
        try (SocketChannel channel = SocketChannel.open(family);
                ServerSocketChannel listener = ServerSocketChannel.open(family)) {
            channel.bind(null);
            listener.bind(null);
            for (InetSocketAddress bound : new InetSocketAddress[] {local(channel), local(listener)}) {
                assertThat(bound.getAddress().isAnyLocalAddress()).isTrue();
                assertThat(bound.getAddress())
                        .isInstanceOf(family == StandardProtocolFamily.INET ? Inet4Address.class : Inet6Address.class);
                assertThat(bound.getPort()).isPositive();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = StandardProtocolFamily.class,
            names = {"INET", "INET6"})
    void connectToTheWildcardGoesToLoopback(StandardProtocolFamily family) throws IOException {
        Ipv6.assumeFor(family);
        String wildcard = family == StandardProtocolFamily.INET ? "0.0.0.0" : "::";
        try (ServerSocketChannel listener = ServerSocketChannel.open(family).bind(null);
                SocketChannel client = SocketChannel.open(family)) {
            client.connect(new InetSocketAddress(wildcard, local(listener).getPort()));
            assertThat(remote(client).getAddress().isLoopbackAddress()).isTrue();
            assertThat(remote(client).getPort()).isEqualTo(local(listener).getPort());
        }
    }

    @Test
    void theDefaultFamilySpeaksBoth() throws IOException {
        Ipv6.assumePresent();
        for (String host : new String[] {V4, V6}) {
            try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName(host));
                    SocketChannel client = SocketChannel.open(listener.getLocalSocketAddress())) {
                assertThat(remote(client)).isEqualTo(listener.getLocalSocketAddress());
            }
        }
    }

    @Test
    void aListenerOfTheDefaultFamilyTakesBoth() throws IOException {
        Ipv6.assumePresent();
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(null)) {
            for (String host : new String[] {V4, V6}) {
                try (SocketChannel client = SocketChannel.open(
                                new InetSocketAddress(host, local(listener).getPort()));
                        SocketChannel server = listener.accept()) {
                    assertThat(remote(server)).isEqualTo(local(client));
                    assertThat(remote(server).getAddress()).isEqualTo(InetAddress.getByName(host));
                }
            }
        }
    }

    @Test
    void twoReadsOfAnAddressAreEqual() throws IOException {
        try (ChannelPair pair = ChannelPair.open()) {
            assertThat(pair.client.getLocalAddress()).isEqualTo(pair.client.getLocalAddress());
            assertThat(pair.client.getRemoteAddress()).isEqualTo(pair.server.getLocalAddress());
            assertThat(pair.server.getRemoteAddress()).isEqualTo(pair.client.getLocalAddress());
        }
    }
}
