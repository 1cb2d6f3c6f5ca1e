// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.DatagramPair;
import io.headrace.suite.support.Ipv6;
import io.headrace.suite.support.Proc;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.IllegalBlockingModeException;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The DatagramSocket of a channel. */
@Bounded
class DatagramSocketTest {
    /** Java 19 changed what {@link DatagramSocket#receive} promises. */
    private static final Class<? extends IOException> INTERRUPTED_RECEIVE =
            Runtime.version().feature() >= 19 ? ClosedByInterruptException.class : SocketException.class;

    @AutoClose
    private final DatagramPair pair = new DatagramPair();

    private final DatagramChannel channel = pair.channel;
    private final DatagramSocket socket = channel.socket();

    DatagramSocketTest() throws IOException {}

    private static DatagramPacket packet(int capacity) {
        return new DatagramPacket(new byte[capacity + 3], 2, capacity);
    }

    @Test
    void itIsOneObjectAndAMulticastSocket() {
        assertThat(channel.socket()).isSameAs(socket).isInstanceOf(MulticastSocket.class);
        assertThat(socket.getChannel()).isSameAs(channel);
    }

    @Test
    void aPacketIsFilledFromItsOffsetAndToldItsSender() throws IOException {
        pair.peerSends(new byte[] {1, 2, 3});
        DatagramPacket packet = packet(5);
        socket.receive(packet);
        assertThat(packet.getLength()).isEqualTo(3);
        assertThat(packet.getOffset()).isEqualTo(2);
        assertThat(packet.getData()).containsExactly(0, 0, 1, 2, 3, 0, 0, 0);
        assertThat(packet.getSocketAddress()).isEqualTo(pair.peerAddress);
    }

    @Test
    void aPacketKeepsItsCapacityWhenAShortDatagramCame() throws IOException {
        pair.peerSends(1);
        pair.peerSends(5);
        DatagramPacket packet = packet(5);
        socket.receive(packet);
        assertThat(packet.getLength()).isEqualTo(1);
        socket.receive(packet);
        assertThat(packet.getLength()).isEqualTo(5);
    }

    @Test
    void whatDoesNotFitIntoThePacketIsDropped() throws IOException {
        pair.peerSends(9);
        DatagramPacket packet = packet(4);
        socket.receive(packet);
        assertThat(packet.getLength()).isEqualTo(4);
    }

    @Test
    void aPacketIsSentToItsAddress() throws IOException {
        socket.send(new DatagramPacket(new byte[] {1, 2, 3, 4}, 1, 2, pair.peerAddress));
        assertThat(pair.peerReceives()).containsExactly(2, 3);
    }

    @Test
    void aPacketWithoutAnAddressIsForThePeerOfTheConnection() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2], 2);
        assertThatThrownBy(() -> socket.send(packet)).isExactlyInstanceOf(IllegalArgumentException.class);
        socket.connect(pair.peerAddress);
        socket.send(packet);
        assertThat(pair.peerReceives()).hasSize(2);
        assertThat(packet.getSocketAddress()).isEqualTo(pair.peerAddress);
        DatagramPacket elsewhere = new DatagramPacket(new byte[1], 1, pair.channelAddress);
        assertThatThrownBy(() -> socket.send(elsewhere)).isExactlyInstanceOf(IllegalArgumentException.class);
        socket.getChannel().configureBlocking(false);
        assertThatThrownBy(() -> socket.send(elsewhere)).isExactlyInstanceOf(IllegalBlockingModeException.class);
        socket.close();
        assertThatThrownBy(() -> socket.send(elsewhere))
                .isExactlyInstanceOf(SocketException.class)
                .hasMessage("Socket closed");
    }

    @Test
    void connectingAgainChangesThePeer() throws IOException {
        socket.connect(pair.channelAddress);
        socket.connect(pair.peerAddress);
        assertThat(socket.getRemoteSocketAddress()).isEqualTo(pair.peerAddress);
        assertThat(socket.getPort()).isEqualTo(pair.peerAddress.getPort());
        assertThat(socket.getInetAddress()).isEqualTo(pair.peerAddress.getAddress());
        socket.disconnect();
        assertThat(socket.isConnected()).isFalse();
        assertThat(socket.getRemoteSocketAddress()).isNull();
        assertThat(socket.getPort()).isEqualTo(-1);
    }

    @Test
    void aTimeoutEndsAReceiveAndLeavesTheSocketUsable() throws IOException {
        socket.setSoTimeout(20);
        assertThat(socket.getSoTimeout()).isEqualTo(20);
        assertThatThrownBy(() -> socket.receive(packet(1))).isExactlyInstanceOf(SocketTimeoutException.class);
        assertThat(channel.isBlocking()).isTrue();
        socket.setSoTimeout(0);
        pair.peerSends(1);
        socket.receive(packet(1));
    }

    @Test
    void closingEndsAReceive() throws Exception {
        Background<Object> receive = Background.startBlockedIn("receive", () -> {
            socket.receive(packet(1));
            return null;
        });
        socket.close();
        assertThat(receive.failure()).isExactlyInstanceOf(SocketException.class);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void anInterruptEndsAReceive() throws Exception {
        Background<Object> receive = Background.startBlockedIn("receive", () -> {
            socket.receive(packet(1));
            return null;
        });
        receive.thread.interrupt();
        assertThat(receive.failure()).isExactlyInstanceOf(INTERRUPTED_RECEIVE);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void anInterruptBeforeItEndsAReceiveAsALaterOneDoes() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> socket.receive(packet(1))).isExactlyInstanceOf(INTERRUPTED_RECEIVE);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void anInterruptBeforeItEndsASend() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> socket.send(new DatagramPacket(new byte[1], 1, pair.peerAddress)))
                .isExactlyInstanceOf(SocketException.class)
                .hasCauseExactlyInstanceOf(ClosedByInterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void itNeedsBlockingMode() throws IOException {
        channel.configureBlocking(false);
        assertThatThrownBy(() -> socket.receive(packet(1))).isExactlyInstanceOf(IllegalBlockingModeException.class);
        assertThatThrownBy(() -> socket.send(new DatagramPacket(new byte[1], 1, pair.peerAddress)))
                .isExactlyInstanceOf(IllegalBlockingModeException.class);
    }

    @Test
    void anUnreachablePeerIsAPortUnreachableException() throws IOException {
        socket.connect(pair.deafAddress());
        socket.send(new DatagramPacket(new byte[1], 1));
        assertThatThrownBy(() -> socket.receive(packet(1)))
                .isExactlyInstanceOf(PortUnreachableException.class)
                .hasMessage(null);
    }

    @Test
    void aClosedSocketRefusesOptionsAndPackets() throws IOException {
        socket.close();
        assertThat(socket.isClosed()).isTrue();
        assertThat(socket.getLocalPort()).isEqualTo(-1);
        assertThat(socket.getLocalAddress()).isNull();
        assertThat(socket.isBound()).isTrue();
        assertThatThrownBy(() -> socket.receive(packet(1))).isExactlyInstanceOf(SocketException.class);
        assertThatThrownBy(() -> socket.send(new DatagramPacket(new byte[1], 1, pair.peerAddress)))
                .isExactlyInstanceOf(SocketException.class);
        assertThatThrownBy(() -> socket.setSoTimeout(1)).isExactlyInstanceOf(SocketException.class);
        assertThatThrownBy(socket::getBroadcast).isExactlyInstanceOf(SocketException.class);
        assertThatThrownBy(() -> socket.bind(new InetSocketAddress(0))).isExactlyInstanceOf(SocketException.class);
    }

    @Test
    void bindingTwiceIsRefused() {
        assertThatThrownBy(() -> socket.bind(null)).isExactlyInstanceOf(SocketException.class);
    }

    @Test
    void optionsAreTheChannels() throws IOException {
        socket.setBroadcast(true);
        assertThat(channel.getOption(StandardSocketOptions.SO_BROADCAST)).isTrue();
        socket.setReuseAddress(true);
        assertThat(socket.getReuseAddress()).isTrue();
        socket.setTrafficClass(0x10);
        assertThat(socket.getTrafficClass()).isEqualTo(0x10);
        socket.setReceiveBufferSize(20_000);
        assertThat(socket.getReceiveBufferSize()).isGreaterThanOrEqualTo(20_000);
        assertThatThrownBy(() -> socket.setSendBufferSize(0)).isExactlyInstanceOf(IllegalArgumentException.class);
        assertThat(socket.supportedOptions()).isEqualTo(channel.supportedOptions());
    }

    @Test
    void itJoinsAndLeavesGroupsOfTheLoopbackInterface() throws IOException {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(pair.peerAddress.getAddress());
        SocketAddress group = new InetSocketAddress("225.4.5.6", 0);
        try (DatagramChannel receiver = DatagramChannel.open().bind(null);
                MulticastSocket sender = (MulticastSocket) pair.peer.socket()) {
            DatagramSocket member = receiver.socket();
            member.joinGroup(group, loopback);
            assertThatThrownBy(() -> member.joinGroup(group, loopback)).isExactlyInstanceOf(SocketException.class);
            sender.setNetworkInterface(loopback);
            assertThat(sender.getNetworkInterface()).isEqualTo(loopback);
            sender.setTimeToLive(0);
            InetSocketAddress to = new InetSocketAddress("225.4.5.6", member.getLocalPort());
            sender.send(new DatagramPacket(new byte[3], 3, to));
            DatagramPacket packet = packet(4);
            member.receive(packet);
            assertThat(packet.getLength()).isEqualTo(3);
            member.leaveGroup(group, loopback);
            assertThatThrownBy(() -> member.leaveGroup(group, loopback)).isExactlyInstanceOf(SocketException.class);
        }
    }

    @Test
    void withoutAnInterfaceItAnswersAPlaceholder() throws IOException {
        MulticastSocket multicast = (MulticastSocket) socket;
        assertThat(multicast.getNetworkInterface().getIndex()).isZero();
        assertThat(multicast.getNetworkInterface().inetAddresses().toList())
                .singleElement()
                .satisfies(address -> assertThat(address.isAnyLocalAddress()).isTrue());
    }

    @ParameterizedTest
    @EnumSource(
            value = StandardProtocolFamily.class,
            names = {"INET", "INET6"})
    void thePlaceholderUnsetsAnInterface(StandardProtocolFamily family) throws IOException {
        Ipv6.assumeFor(family);
        try (MulticastSocket sender =
                (MulticastSocket) DatagramChannel.open(family).socket()) {
            NetworkInterface none = sender.getNetworkInterface();
            sender.setNetworkInterface(NetworkInterface.getByInetAddress(pair.peerAddress.getAddress()));
            sender.setNetworkInterface(none);
            assertThat(sender.getNetworkInterface()).isEqualTo(none);
            assertThat(sender.getOption(StandardSocketOptions.IP_MULTICAST_IF)).isNull();
        }
    }

    @Test
    void makingItLeavesNoDescriptorBehind() throws IOException {
        Proc.assumePresent();
        try (DatagramChannel one = DatagramChannel.open()) {
            Set<String> before = Proc.sockets();
            one.socket();
            assertThat(Proc.sockets()).isEqualTo(before);
        }
    }

    @Test
    void aBlockedReceiveLeavesTheChannelFreeToSend() throws Exception {
        Background<Integer> receive = Background.startBlockedIn("receive", () -> {
            DatagramPacket packet = packet(4);
            socket.receive(packet);
            return packet.getLength();
        });
        channel.send(ByteBuffer.allocate(1), pair.peerAddress);
        assertThat(pair.peerReceives()).hasSize(1);
        pair.peerSends(4);
        assertThat(receive.result()).isEqualTo(4);
    }
}
