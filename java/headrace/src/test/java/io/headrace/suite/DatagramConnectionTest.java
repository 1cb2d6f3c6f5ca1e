// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.DatagramPair;
import io.headrace.suite.support.Ipv6;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Binding, connecting and disconnecting, and which refusal comes first. */
@Bounded
class DatagramConnectionTest {
    private static final InetSocketAddress UNRESOLVED = InetSocketAddress.createUnresolved("nowhere", 7);

    @AutoClose
    private final DatagramChannel channel = DatagramChannel.open();

    @AutoClose
    private final DatagramPair pair = new DatagramPair();

    DatagramConnectionTest() throws IOException {}

    private static final class Foreign extends SocketAddress {
        private static final long serialVersionUID = 1;
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocate(count);
    }

    @Test
    void aNewChannelIsNeitherBoundNorConnected() throws IOException {
        assertThat(channel.getLocalAddress()).isNull();
        assertThat(channel.getRemoteAddress()).isNull();
        assertThat(channel.isConnected()).isFalse();
    }

    @Test
    void bindingToNothingTakesAPortOfTheWildcardAddress() throws IOException {
        channel.bind(null);
        assertThat(DatagramPair.address(channel).getAddress().isAnyLocalAddress())
                .isTrue();
        assertThat(DatagramPair.address(channel).getPort()).isPositive();
        assertThatThrownBy(() -> channel.bind(null)).isExactlyInstanceOf(AlreadyBoundException.class);
    }

    @Test
    void sendingReceivingAndConnectingBind() throws IOException {
        channel.send(bytes(1), pair.peerAddress);
        assertThat(channel.getLocalAddress()).isNotNull();
        try (DatagramChannel receiving = DatagramChannel.open();
                DatagramChannel connecting = DatagramChannel.open()) {
            receiving.configureBlocking(false);
            assertThat(receiving.receive(bytes(1))).isNull();
            assertThat(receiving.getLocalAddress()).isNotNull();
            connecting.connect(pair.peerAddress);
            assertThat(DatagramPair.address(connecting).getAddress()).isEqualTo(pair.peerAddress.getAddress());
        }
    }

    @Test
    void anAddressInUseIsABindException() {
        assertThatThrownBy(() -> channel.bind(pair.peerAddress)).isExactlyInstanceOf(BindException.class);
    }

    @Test
    void addressesAreCheckedFirst() throws IOException {
        channel.close();
        List<ThrowingCallable> unresolved =
                List.of(() -> channel.connect(UNRESOLVED), () -> channel.send(bytes(1), UNRESOLVED));
        assertThat(unresolved)
                .allSatisfy(call -> assertThatThrownBy(call).isExactlyInstanceOf(UnresolvedAddressException.class));
        List<ThrowingCallable> foreign =
                List.of(() -> channel.connect(new Foreign()), () -> channel.send(bytes(1), new Foreign()));
        assertThat(foreign)
                .allSatisfy(
                        call -> assertThatThrownBy(call).isExactlyInstanceOf(UnsupportedAddressTypeException.class));
        assertThatThrownBy(() -> channel.connect(null)).isExactlyInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> channel.bind(UNRESOLVED)).isExactlyInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aClosedChannelRefusesEverythingButDisconnect() throws IOException {
        channel.close();
        List<ThrowingCallable> calls = List.of(
                () -> channel.bind(null),
                () -> channel.connect(pair.peerAddress),
                () -> channel.send(bytes(1), pair.peerAddress),
                () -> channel.receive(bytes(1)),
                () -> channel.read(bytes(1)),
                () -> channel.read(new ByteBuffer[] {bytes(1)}),
                () -> channel.write(bytes(1)),
                () -> channel.write(new ByteBuffer[] {bytes(1)}),
                channel::getLocalAddress,
                channel::getRemoteAddress);
        assertThat(calls).allSatisfy(call -> assertThatThrownBy(call).isInstanceOf(ClosedChannelException.class));
        assertThat(channel.disconnect()).isSameAs(channel);
        assertThat(channel.isConnected()).isFalse();
    }

    @Test
    void unconnectedReadsAndWritesAreRefused() {
        List<ThrowingCallable> calls = List.of(
                () -> channel.read(bytes(1)),
                () -> channel.read(new ByteBuffer[] {bytes(1)}),
                () -> channel.write(bytes(1)),
                () -> channel.write(new ByteBuffer[] {bytes(1)}));
        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(call).isExactlyInstanceOf(NotYetConnectedException.class));
    }

    @Test
    void portZeroIsRefused() {
        InetSocketAddress port0 = ChannelPair.anyLoopbackPort();
        assertThatThrownBy(() -> channel.connect(port0)).isExactlyInstanceOf(SocketException.class);
        assertThatThrownBy(() -> channel.send(bytes(1), port0)).isExactlyInstanceOf(SocketException.class);
    }

    @Test
    void aConnectedChannelSendsToItsPeerAlone() throws IOException {
        channel.connect(pair.peerAddress);
        assertThat(channel.isConnected()).isTrue();
        assertThat(channel.getRemoteAddress()).isEqualTo(pair.peerAddress);
        assertThat(channel.send(bytes(2), pair.peerAddress)).isEqualTo(2);
        assertThat(pair.peerReceives()).hasSize(2);
        assertThatThrownBy(() -> channel.send(bytes(1), pair.channelAddress))
                .isExactlyInstanceOf(AlreadyConnectedException.class);
        assertThatThrownBy(() -> channel.connect(pair.channelAddress))
                .isExactlyInstanceOf(AlreadyConnectedException.class);
        assertThatThrownBy(() -> channel.bind(null)).isExactlyInstanceOf(AlreadyBoundException.class);
    }

    @Test
    void connectingThrowsAwayWhatWasReceived() throws IOException {
        pair.peerSends(1);
        pair.channel.connect(pair.peerAddress).configureBlocking(false);
        assertThat(pair.channel.receive(bytes(1))).isNull();
        assertThat(pair.channel.isBlocking()).isFalse();
    }

    @Test
    void aConnectedChannelHearsItsPeerAlone() throws IOException {
        pair.channel.connect(pair.peerAddress);
        try (DatagramChannel stranger = DatagramPair.bound()) {
            stranger.send(bytes(1), pair.channelAddress);
        }
        pair.peerSends(2);
        ByteBuffer room = bytes(4);
        assertThat(pair.channel.receive(room)).isEqualTo(pair.peerAddress);
        assertThat(room.position()).isEqualTo(2);
    }

    @Test
    void aDisconnectedChannelKeepsItsPortAndOptionsAndHearsEverybody() throws IOException {
        channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
        channel.bind(null);
        SocketAddress before = channel.getLocalAddress();
        channel.connect(pair.peerAddress);
        assertThat(channel.disconnect()).isSameAs(channel);
        assertThat(channel.isConnected()).isFalse();
        assertThat(channel.getRemoteAddress()).isNull();
        assertThat(channel.getLocalAddress()).isEqualTo(before);
        assertThat(channel.getOption(StandardSocketOptions.SO_BROADCAST)).isTrue();
        int port = DatagramPair.address(channel).getPort();
        pair.peer.send(bytes(1), new InetSocketAddress(pair.peerAddress.getAddress(), port));
        assertThat(channel.receive(bytes(1))).isEqualTo(pair.peerAddress);
        channel.connect(pair.channelAddress);
        assertThat(channel.getRemoteAddress()).isEqualTo(pair.channelAddress);
    }

    @Test
    void disconnectingWhatIsUnconnectedDoesNothing() throws IOException {
        assertThat(channel.disconnect()).isSameAs(channel);
        assertThat(channel.getLocalAddress()).isNull();
    }

    @Test
    void anUnreachablePeerIsToldOnceToAConnectedChannel() throws IOException {
        channel.connect(pair.deafAddress());
        channel.write(bytes(1));
        expectUnreachable(() -> channel.receive(bytes(1)));
        channel.configureBlocking(false);
        assertThat(channel.receive(bytes(1))).isNull();
        channel.write(bytes(1));
        expectUnreachable(() -> channel.write(bytes(1)));
        channel.write(bytes(1));
        expectUnreachable(() -> channel.read(bytes(1)));
        channel.write(bytes(1));
        expectUnreachable(() -> channel.read(new ByteBuffer[] {bytes(1)}));
    }

    /** Without a text, as the JDK's. */
    private static void expectUnreachable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isExactlyInstanceOf(PortUnreachableException.class)
                .hasMessage(null);
    }

    @Test
    void anUnreachableTargetIsNoErrorOfAnUnconnectedChannel() throws IOException {
        channel.bind(ChannelPair.anyLoopbackPort()).configureBlocking(false);
        InetSocketAddress deaf = pair.deafAddress();
        for (int i = 0; i < 3; i++) {
            assertThat(channel.send(bytes(1), deaf)).isEqualTo(1);
            assertThat(channel.receive(bytes(1))).isNull();
        }
    }

    @Test
    void anUnreachablePeerIsForgottenWithTheConnection() throws IOException {
        channel.connect(pair.deafAddress());
        channel.write(bytes(1));
        channel.disconnect();
        channel.configureBlocking(false);
        assertThat(channel.receive(bytes(1))).isNull();
        assertThat(channel.send(bytes(1), pair.peerAddress)).isEqualTo(1);
    }

    @Test
    void anInetChannelRefusesIpv6Addresses() throws IOException {
        InetSocketAddress v6 = new InetSocketAddress(InetAddress.getByName("::1"), 7);
        try (DatagramChannel inet = DatagramChannel.open(StandardProtocolFamily.INET)) {
            List<ThrowingCallable> calls =
                    List.of(() -> inet.bind(v6), () -> inet.connect(v6), () -> inet.send(bytes(1), v6));
            assertThat(calls)
                    .allSatisfy(call ->
                            assertThatThrownBy(call).isExactlyInstanceOf(UnsupportedAddressTypeException.class));
        }
    }

    @Test
    void aDualStackChannelHearsBothFamiliesByTheirOwnAddresses() throws IOException {
        Ipv6.assumePresent();
        channel.bind(null);
        int port = DatagramPair.address(channel).getPort();
        try (DatagramChannel inet = DatagramChannel.open(StandardProtocolFamily.INET);
                DatagramChannel inet6 = DatagramChannel.open(StandardProtocolFamily.INET6)) {
            inet.send(bytes(1), new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            InetSocketAddress sender = (InetSocketAddress) channel.receive(bytes(1));
            assertThat(sender.getAddress()).isInstanceOf(Inet4Address.class);
            assertThat(channel.send(bytes(1), sender)).isEqualTo(1);
            assertThat(inet.receive(bytes(1))).isNotNull();
            inet6.send(bytes(1), new InetSocketAddress(InetAddress.getByName("::1"), port));
            sender = (InetSocketAddress) channel.receive(bytes(1));
            assertThat(sender.getAddress()).isInstanceOf(Inet6Address.class);
            assertThat(channel.send(bytes(1), sender)).isEqualTo(1);
            assertThat(inet6.receive(bytes(1))).isNotNull();
        }
    }

    private static InetSocketAddress sender(Sending sending, String from, String to) throws IOException {
        try (DatagramChannel server = DatagramChannel.open().bind(new InetSocketAddress(from, 0));
                DatagramChannel client = DatagramChannel.open()) {
            sending.send(
                    client,
                    new InetSocketAddress(to, DatagramPair.address(server).getPort()));
            return (InetSocketAddress) server.receive(bytes(1));
        }
    }

    private interface Sending {
        void send(DatagramChannel by, InetSocketAddress to) throws IOException;
    }

    /** Linux sends what is for the wildcard address to the loopback address. */
    @Test
    void aDatagramToAWildcardAddressGoesToTheLoopbackAddressOfItsFamily() throws IOException {
        Ipv6.assumePresent();
        InetAddress loopback4 = InetAddress.getByName("127.0.0.1");
        InetAddress loopback6 = InetAddress.getByName("::1");
        List<Sending> ways = List.of(
                (by, to) -> by.send(bytes(1), to),
                (by, to) -> by.socket().send(new DatagramPacket(new byte[1], 1, to)));
        for (Sending way : ways) {
            assertThat(sender(way, "0.0.0.0", "0.0.0.0").getAddress()).isEqualTo(loopback4);
            assertThat(sender(way, "127.0.0.1", "0.0.0.0").getAddress()).isEqualTo(loopback4);
            assertThat(sender(way, "::1", "::").getAddress()).isEqualTo(loopback6);
        }
        Sending connected = (by, to) -> by.connect(to).write(bytes(1));
        assertThat(sender(connected, "::", "0.0.0.0").getAddress()).isEqualTo(loopback6);
    }

    @Test
    void aDatagramThatIsTooLongIsASocketExceptionWhereATargetIsNamed() throws IOException {
        ByteBuffer tooLong = bytes(1 << 16);
        assertThatThrownBy(() -> channel.send(tooLong, pair.peerAddress)).isExactlyInstanceOf(SocketException.class);
        channel.connect(pair.peerAddress);
        ByteBuffer direct = ByteBuffer.allocateDirect(1 << 16);
        List<ThrowingCallable> calls = List.of(
                () -> channel.write(tooLong),
                () -> channel.write(direct),
                () -> channel.write(new ByteBuffer[] {bytes(1), tooLong}),
                () -> channel.send(tooLong, pair.peerAddress),
                () -> channel.socket().send(new DatagramPacket(new byte[1 << 16], 1 << 16)));
        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(call)
                        .isExactlyInstanceOf(IOException.class)
                        .hasMessageMatching("Message too (long|large)"));
        assertThat(tooLong.position()).isZero();
    }
}
