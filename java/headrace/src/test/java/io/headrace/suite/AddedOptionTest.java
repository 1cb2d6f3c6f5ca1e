// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.BpfProgram;
import io.headrace.HeadraceSocketOptions;
import io.headrace.PathMtuDiscovery;
import io.headrace.TcpInfo;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.OnHeadrace;
import io.headrace.suite.support.Proc;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The options that Headrace adds to those of the JDK, on Linux. */
@Bounded
@OnHeadrace
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "HeadraceSocketOptions has no options of Windows")
class AddedOptionTest {
    @AutoClose
    private final SocketChannel client = SocketChannel.open();

    @AutoClose
    private final ServerSocketChannel listener = ServerSocketChannel.open();

    @AutoClose
    private final DatagramChannel datagrams = DatagramChannel.open();

    AddedOptionTest() throws IOException {}

    @BeforeAll
    static void needLinux() {
        Proc.assumePresent();
    }

    private static Set<String> added(NetworkChannel channel) {
        return HeadraceSocketOptions.of(channel).stream()
                .map(SocketOption::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void eachKindOfChannelListsItsOwn() throws IOException {
        assertThat(added(client)).contains("TCP_INFO", "TCP_FASTOPEN_CONNECT").doesNotContain("TCP_FASTOPEN");
        assertThat(added(listener)).contains("TCP_FASTOPEN", "TCP_DEFER_ACCEPT").doesNotContain("TCP_CORK");
        assertThat(added(datagrams)).contains("IP_PKTINFO", "SO_RXQ_OVFL").doesNotContain("TCP_INFO");
        try (SocketChannel unix = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            assertThat(added(unix)).containsExactly("SO_PEERCRED");
            assertThatThrownBy(() -> unix.getOption(HeadraceSocketOptions.TCP_INFO))
                    .isExactlyInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("TCP_INFO");
        }
    }

    /** OpenJDK's PrintSupportedOptions sets each to what it has read. */
    @Test
    void theSupportedOptionsAreTheJdks() throws IOException {
        for (NetworkChannel channel : List.of(client, listener, datagrams)) {
            assertThat(channel.supportedOptions()).doesNotContainAnyElementsOf(HeadraceSocketOptions.of(channel));
        }
    }

    private record Setting<T>(SocketOption<T> option, T value) {
        void check(NetworkChannel channel) throws IOException {
            assertThat(channel.setOption(option, value).getOption(option))
                    .as(option.name())
                    .isEqualTo(value);
        }
    }

    @Test
    void aClientReadsBackWhatItSets() throws IOException {
        for (Setting<?> each : List.of(
                new Setting<>(HeadraceSocketOptions.TCP_USER_TIMEOUT, 3000),
                new Setting<>(HeadraceSocketOptions.TCP_NOTSENT_LOWAT, 16384),
                new Setting<>(HeadraceSocketOptions.TCP_CORK, true),
                new Setting<>(HeadraceSocketOptions.TCP_FASTOPEN_CONNECT, true),
                new Setting<>(HeadraceSocketOptions.TCP_CONGESTION, "reno"),
                new Setting<>(HeadraceSocketOptions.IP_FREEBIND, true),
                new Setting<>(HeadraceSocketOptions.IP_MTU_DISCOVER, PathMtuDiscovery.PROBE),
                new Setting<>(HeadraceSocketOptions.SO_INCOMING_CPU, 0),
                new Setting<>(HeadraceSocketOptions.SO_MAX_PACING_RATE, 5_000_000_000L),
                new Setting<>(HeadraceSocketOptions.SO_MAX_PACING_RATE, -1L),
                new Setting<>(HeadraceSocketOptions.SO_BINDTODEVICE, ""),
                new Setting<>(HeadraceSocketOptions.SO_RCVLOWAT, 10))) {
            each.check(client);
        }
    }

    @Test
    void aListenerReadsBackWhatItSets() throws IOException {
        new Setting<>(HeadraceSocketOptions.TCP_FASTOPEN, 5).check(listener);
        assertThat(listener.setOption(HeadraceSocketOptions.TCP_DEFER_ACCEPT, 1)
                        .getOption(HeadraceSocketOptions.TCP_DEFER_ACCEPT))
                .isPositive();
    }

    @Test
    void aDatagramChannelReadsBackWhatItSets() throws IOException {
        for (SocketOption<Boolean> flag : List.of(
                HeadraceSocketOptions.IP_PKTINFO,
                HeadraceSocketOptions.IP_RECVORIGDSTADDR,
                HeadraceSocketOptions.IP_RECVTOS,
                HeadraceSocketOptions.SO_TIMESTAMPNS,
                HeadraceSocketOptions.SO_RXQ_OVFL)) {
            new Setting<>(flag, true).check(datagrams);
            new Setting<>(flag, false).check(datagrams);
        }
    }

    @Test
    void valuesThatNoOptionTakesAreRefused() {
        Map<SocketOption<?>, Object> wrong = Map.of(
                HeadraceSocketOptions.TCP_USER_TIMEOUT, -1,
                HeadraceSocketOptions.SO_MAX_PACING_RATE, -2L,
                HeadraceSocketOptions.TCP_CONGESTION, "a name of more than 15 bytes",
                HeadraceSocketOptions.SO_BINDTODEVICE, "lo\0",
                HeadraceSocketOptions.IP_MTU_DISCOVER, "DO");
        wrong.forEach((option, value) -> assertThatThrownBy(() -> set(client, option, value))
                .as(option.name())
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(option.name()));
        assertThatThrownBy(() -> client.setOption(HeadraceSocketOptions.TCP_CONGESTION, "nothing"))
                .isExactlyInstanceOf(SocketException.class);
        assertThatThrownBy(() -> new BpfProgram(List.of())).isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @SuppressWarnings("unchecked")
    private static void set(NetworkChannel channel, SocketOption<?> option, Object value) throws IOException {
        channel.setOption((SocketOption<Object>) option, value);
    }

    @Test
    void aClosedChannelHasNone() throws IOException {
        client.close();
        assertThatThrownBy(() -> client.getOption(HeadraceSocketOptions.TCP_INFO))
                .isExactlyInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> client.setOption(HeadraceSocketOptions.TCP_CORK, true))
                .isExactlyInstanceOf(ClosedChannelException.class);
    }

    @Test
    void tcpInfoTellsOfTheConnection() throws IOException {
        assertThat(client.getOption(HeadraceSocketOptions.TCP_INFO).state()).isEqualTo(TcpInfo.State.CLOSE);
        try (ChannelPair pair = ChannelPair.open()) {
            pair.client.write(ByteBuffer.allocate(100));
            pair.server.read(ByteBuffer.allocate(100));
            TcpInfo sent = pair.client.getOption(HeadraceSocketOptions.TCP_INFO);
            TcpInfo received = pair.server.getOption(HeadraceSocketOptions.TCP_INFO);
            assertThat(sent.state()).isEqualTo(TcpInfo.State.ESTABLISHED);
            assertThat(sent.bytesSent()).isEqualTo(100);
            assertThat(sent.sndMss()).isPositive();
            assertThat(received.bytesReceived()).isEqualTo(100);
            assertThatThrownBy(() -> pair.client.setOption(HeadraceSocketOptions.TCP_INFO, sent))
                    .isExactlyInstanceOf(SocketException.class)
                    .hasMessageContaining("read only");
        }
    }

    @Test
    void thePathMtuIsThatOfTheConnection() throws IOException {
        try (ChannelPair pair = ChannelPair.open()) {
            assertThat(pair.client.getOption(HeadraceSocketOptions.IP_MTU)).isPositive();
        }
        assertThatThrownBy(() -> client.getOption(HeadraceSocketOptions.IP_MTU)).isInstanceOf(SocketException.class);
    }

    /** The system does not wake a selector for it: the channel has to be asked about again. */
    @Test
    void aLowerMarkMakesAKeyReadyForWhatHasComeAlready() throws IOException {
        try (ChannelPair pair = ChannelPair.openNonBlocking();
                Selector selector = Selector.open()) {
            pair.server.setOption(HeadraceSocketOptions.SO_RCVLOWAT, 1000);
            SelectionKey key = pair.server.register(selector, SelectionKey.OP_READ);
            pair.client.write(ByteBuffer.allocate(10));
            Waiting.until("the bytes have come", () -> info(pair.server).bytesReceived() == 10);
            assertThat(Waiting.isReady(key)).isFalse();
            pair.server.setOption(HeadraceSocketOptions.SO_RCVLOWAT, 1);
            assertThat(Waiting.isReady(key)).isTrue();
        }
    }

    private static TcpInfo info(SocketChannel channel) {
        try {
            return channel.getOption(HeadraceSocketOptions.TCP_INFO);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFilterChoosesTheChannelOfASharedPort() throws IOException {
        try (DatagramChannel first = DatagramChannel.open(StandardProtocolFamily.INET);
                DatagramChannel second = DatagramChannel.open(StandardProtocolFamily.INET);
                DatagramChannel sender = DatagramChannel.open(StandardProtocolFamily.INET)) {
            first.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            second.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            InetSocketAddress at = (InetSocketAddress)
                    first.bind(new InetSocketAddress("127.0.0.1", 0)).getLocalAddress();
            second.bind(at);
            BpfProgram alwaysSecond = new BpfProgram(List.of(new BpfProgram.Instruction(0x06, 0, 0, 1)));
            first.setOption(HeadraceSocketOptions.SO_ATTACH_REUSEPORT_CBPF, alwaysSecond);
            sender.send(ByteBuffer.wrap(new byte[] {1, 2, 3}), at);
            ByteBuffer received = ByteBuffer.allocate(10);
            second.receive(received);
            assertThat(received.position()).isEqualTo(3);
            assertThatThrownBy(() -> first.getOption(HeadraceSocketOptions.SO_ATTACH_REUSEPORT_CBPF))
                    .isExactlyInstanceOf(SocketException.class)
                    .hasMessageContaining("write only");
        }
    }
}
