// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.Feature;
import io.headrace.Headrace;
import io.headrace.RawSocketOption;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.NeedsFeature;
import io.headrace.suite.support.Proc;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options by the numbers of Linux. */
@Bounded
@NeedsFeature(Feature.RAW_SOCKET_OPTIONS)
class RawSocketOptionTest {
    private static final int SOL_SOCKET = 1;
    private static final int SO_KEEPALIVE = 9;
    private static final int SO_PRIORITY = 12;
    private static final int SO_COOKIE = 57;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_CONGESTION = 13;

    @AutoClose
    private final SocketChannel channel = SocketChannel.open();

    RawSocketOptionTest() throws IOException {}

    @BeforeAll
    static void needLinux() {
        Proc.assumePresent();
    }

    @Test
    void theyAreAFeature() {
        assertThat(Headrace.supports(Feature.RAW_SOCKET_OPTIONS)).isTrue();
        assertThatThrownBy(() -> Headrace.supports(null)).isExactlyInstanceOf(NullPointerException.class);
    }

    @Test
    void anIntegerIsThatOfTheSystem() throws IOException {
        RawSocketOption<Integer> keepAlive = RawSocketOption.integer(SOL_SOCKET, SO_KEEPALIVE);
        channel.setOption(keepAlive, 1);
        assertThat(channel.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, false);
        assertThat(channel.getOption(keepAlive)).isZero();
    }

    @Test
    void everyKindOfChannelTakesThem() throws IOException {
        RawSocketOption<Integer> priority = RawSocketOption.integer(SOL_SOCKET, SO_PRIORITY);
        try (NetworkChannel listener = ServerSocketChannel.open();
                NetworkChannel datagrams = DatagramChannel.open();
                NetworkChannel unix = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            for (NetworkChannel each : new NetworkChannel[] {channel, listener, datagrams, unix}) {
                assertThat(each.setOption(priority, 5).getOption(priority)).isEqualTo(5);
            }
        }
    }

    @Test
    void bytesAndTextAreCutToTheirCapacity() throws IOException {
        assertThat(channel.getOption(RawSocketOption.bytes(SOL_SOCKET, SO_COOKIE, 64)))
                .hasSize(8);
        RawSocketOption<String> congestion = RawSocketOption.text(IPPROTO_TCP, TCP_CONGESTION, 16);
        assertThat(channel.setOption(congestion, "reno").getOption(congestion)).isEqualTo("reno");
        assertThat(channel.getOption(RawSocketOption.text(IPPROTO_TCP, TCP_CONGESTION, 2)))
                .isEqualTo("re");
        assertThatThrownBy(() -> channel.setOption(congestion, "more than sixteen bytes"))
                .isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RawSocketOption.bytes(SOL_SOCKET, SO_COOKIE, 0))
                .isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIntegerOfAnotherSizeIsAnError() {
        assertThatThrownBy(() -> channel.getOption(RawSocketOption.integer(SOL_SOCKET, 9999)))
                .isExactlyInstanceOf(SocketException.class);
        assertThatThrownBy(() -> channel.getOption(RawSocketOption.integer(SOL_SOCKET, 13)))
                .as("SO_LINGER")
                .isExactlyInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 4, SO_ERROR, takes the error",
        "1, 20, SO_RCVTIMEO, Socket.setSoTimeout",
        "1, 26, SO_ATTACH_FILTER, pointer",
        "1, 37, SO_TIMESTAMPING, error queue",
        "1, 76, SO_PASSPIDFD, nobody closes",
        "0, 11, IP_RECVERR, error queue",
        "0, 35, IP_ADD_MEMBERSHIP, DatagramChannel.join",
        "17, 104, UDP_GRO, joins datagrams",
        "6, 31, TCP_ULP, bounds"
    })
    void whatChannelsRelyOnIsRefusedWithTheReason(int level, int name, String title, String reason) {
        RawSocketOption<Integer> option = RawSocketOption.integer(level, name);
        assertThatThrownBy(() -> channel.setOption(option, 1))
                .as(title)
                .isExactlyInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("level " + level + ", name " + name)
                .hasMessageContaining(reason);
        assertThatThrownBy(() -> channel.getOption(option)).isExactlyInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aClosedChannelHasNone() throws IOException {
        channel.close();
        assertThatThrownBy(() -> channel.getOption(RawSocketOption.integer(SOL_SOCKET, SO_KEEPALIVE)))
                .isExactlyInstanceOf(ClosedChannelException.class);
    }
}
