// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.net.StandardSocketOptions.IP_TOS;
import static java.net.StandardSocketOptions.SO_KEEPALIVE;
import static java.net.StandardSocketOptions.SO_LINGER;
import static java.net.StandardSocketOptions.SO_RCVBUF;
import static java.net.StandardSocketOptions.SO_REUSEADDR;
import static java.net.StandardSocketOptions.SO_REUSEPORT;
import static java.net.StandardSocketOptions.SO_SNDBUF;
import static java.net.StandardSocketOptions.TCP_NODELAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.Proc;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The options of stream channels: which there are, what they are at first, and which refusal comes first. */
@Bounded
class SocketOptionTest {
    @AutoClose
    private final SocketChannel channel = SocketChannel.open();

    @AutoClose
    private final ServerSocketChannel listener = ServerSocketChannel.open();

    SocketOptionTest() throws IOException {}

    private record Unknown<T>(String name, Class<T> type) implements SocketOption<T> {}

    private static Set<String> names(NetworkChannel of) {
        return of.supportedOptions().stream().map(SocketOption::name).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SO_REUSEPORT")
    void theStandardOptionsAreSupported() {
        assertThat(channel.supportedOptions())
                .contains(
                        SO_SNDBUF, SO_RCVBUF, SO_KEEPALIVE, SO_REUSEADDR, SO_REUSEPORT, SO_LINGER, TCP_NODELAY, IP_TOS);
        assertThat(listener.supportedOptions()).contains(SO_RCVBUF, SO_REUSEADDR, SO_REUSEPORT);
    }

    @Test
    void theExtendedOptionsOfLinuxAreSupported() {
        Proc.assumePresent();
        assertThat(names(channel))
                .contains("TCP_KEEPIDLE", "TCP_KEEPINTERVAL", "TCP_KEEPCOUNT", "TCP_QUICKACK", "SO_INCOMING_NAPI_ID");
        assertThat(names(listener))
                .contains("TCP_KEEPIDLE", "TCP_KEEPINTERVAL", "TCP_KEEPCOUNT", "TCP_QUICKACK", "SO_INCOMING_NAPI_ID");
    }

    @Test
    void theSetsOfOptionsCannotBeChanged() {
        assertThatThrownBy(channel.supportedOptions()::clear).isExactlyInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(listener.supportedOptions()::clear).isExactlyInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theSetsOfOptionsOutliveTheChannel() throws IOException {
        Set<String> before = names(channel);
        channel.close();
        assertThat(names(channel)).isEqualTo(before);
    }

    @Test
    void everyOptionIsReadableAndTakesTheValueRead() throws IOException {
        for (NetworkChannel each : new NetworkChannel[] {channel, listener}) {
            for (SocketOption<?> option : each.supportedOptions()) {
                expectRoundTrip(each, option);
            }
        }
    }

    private static <T> void expectRoundTrip(NetworkChannel of, SocketOption<T> option) throws IOException {
        T value = of.getOption(option);
        assertThat(value).as(option.name()).isInstanceOf(option.type());
        if (option.name().equals("SO_INCOMING_NAPI_ID")) {
            assertThatThrownBy(() -> of.setOption(option, value)).isExactlyInstanceOf(SocketException.class);
        } else {
            assertThat(of.setOption(option, value)).isSameAs(of);
            // Linux doubles the sizes of buffers.
            if (!option.name().endsWith("BUF")) {
                assertThat(of.getOption(option)).as(option.name()).isEqualTo(value);
            }
        }
    }

    @Test
    void theFirstValues() throws IOException {
        assertThat(channel.getOption(SO_KEEPALIVE)).isFalse();
        assertThat(channel.getOption(SO_REUSEADDR)).isFalse();
        assertThat(channel.getOption(TCP_NODELAY)).isFalse();
        assertThat(channel.getOption(SO_LINGER)).isEqualTo(-1);
        assertThat(channel.getOption(IP_TOS)).isZero();
        assertThat(channel.getOption(SO_SNDBUF)).isPositive();
        assertThat(channel.getOption(SO_RCVBUF)).isPositive();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has other values and no SO_REUSEPORT")
    void theFirstValuesOfWhatSharesPorts() throws IOException {
        assertThat(channel.getOption(SO_REUSEPORT)).isFalse();
        assertThat(channel.setOption(SO_REUSEPORT, true).getOption(SO_REUSEPORT))
                .isTrue();
        assertThat(listener.getOption(SO_REUSEADDR)).isTrue();
        assertThat(listener.getOption(SO_REUSEPORT)).isFalse();
    }

    @Test
    void whatIsSetIsReadBack() throws IOException {
        for (boolean on : new boolean[] {true, false}) {
            for (SocketOption<Boolean> flag : Set.of(SO_KEEPALIVE, SO_REUSEADDR, TCP_NODELAY)) {
                assertThat(channel.setOption(flag, on).getOption(flag))
                        .as(flag.name())
                        .isEqualTo(on);
            }
        }
        for (int linger : new int[] {5, 0, -1, 3, -7}) {
            assertThat(channel.setOption(SO_LINGER, linger).getOption(SO_LINGER))
                    .isEqualTo(Math.max(-1, linger));
        }
        assertThat(channel.setOption(SO_LINGER, 70_000).getOption(SO_LINGER)).isEqualTo(65_535);
        assertThat(channel.setOption(SO_SNDBUF, 20_000).getOption(SO_SNDBUF)).isGreaterThanOrEqualTo(20_000);
        assertThat(channel.setOption(SO_RCVBUF, 20_000).getOption(SO_RCVBUF)).isGreaterThanOrEqualTo(20_000);
        assertThat(listener.setOption(SO_RCVBUF, 20_000).getOption(SO_RCVBUF)).isGreaterThanOrEqualTo(20_000);
    }

    @Test
    void theTypeOfServiceOfAnInetChannelIsReadBack() throws IOException {
        try (SocketChannel inet = SocketChannel.open(StandardProtocolFamily.INET)) {
            assertThat(inet.setOption(IP_TOS, 0x08).getOption(IP_TOS)).isEqualTo(0x08);
        }
    }

    @Test
    void hugeBuffersAreNotMadeSmaller() throws IOException {
        int before = channel.getOption(SO_SNDBUF);
        assertThat(channel.setOption(SO_SNDBUF, Integer.MAX_VALUE).getOption(SO_SNDBUF))
                .isGreaterThanOrEqualTo(before);
        before = channel.getOption(SO_RCVBUF);
        assertThat(channel.setOption(SO_RCVBUF, Integer.MAX_VALUE).getOption(SO_RCVBUF))
                .isGreaterThanOrEqualTo(before);
    }

    @Test
    void aBufferOfZeroIsAllowedAndANegativeOneIsNot() throws IOException {
        channel.setOption(SO_SNDBUF, 0);
        channel.setOption(SO_RCVBUF, 0);
        // Windows takes zero as it is: a send then waits for the peer.
        assertThat(channel.getOption(SO_SNDBUF)).isGreaterThanOrEqualTo(OS.WINDOWS.isCurrentOs() ? 0 : 1);
        assertThatThrownBy(() -> channel.setOption(SO_SNDBUF, -1)).isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> channel.setOption(SO_RCVBUF, -1)).isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMissingNameIsRefusedFirst() throws IOException {
        channel.close();
        assertThatThrownBy(() -> channel.getOption(null)).isExactlyInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> channel.setOption(null, true)).isExactlyInstanceOf(NullPointerException.class);
        listener.close();
        assertThatThrownBy(() -> listener.getOption(null)).isExactlyInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> listener.setOption(null, true)).isExactlyInstanceOf(NullPointerException.class);
    }

    @Test
    void anUnknownOptionIsRefusedBeforeTheValueAndTheState() throws IOException {
        SocketOption<Boolean> unknown = new Unknown<>("UNKNOWN", Boolean.class);
        channel.close();
        listener.close();
        for (NetworkChannel each : new NetworkChannel[] {channel, listener}) {
            assertThatThrownBy(() -> each.getOption(unknown)).isExactlyInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> each.setOption(unknown, null))
                    .isExactlyInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> each.getOption(StandardSocketOptions.IP_MULTICAST_TTL))
                    .isExactlyInstanceOf(UnsupportedOperationException.class);
        }
        assertThatThrownBy(() -> listener.setOption(TCP_NODELAY, true))
                .isExactlyInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void aValueThatIsMissingOrOfAnotherTypeIsRefused() {
        for (SocketOption<?> option : Set.of(SO_LINGER, TCP_NODELAY, SO_SNDBUF)) {
            assertThatThrownBy(() -> channel.setOption(option, null))
                    .isExactlyInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> channel.setOption((SocketOption) option, "text"))
                    .isExactlyInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> listener.setOption(SO_REUSEADDR, null))
                .isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> listener.setOption((SocketOption) SO_REUSEADDR, 1))
                .isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void theTypeIsCheckedBeforeTheState() throws IOException {
        channel.close();
        listener.close();
        assertThatThrownBy(() -> channel.setOption(SO_LINGER, null))
                .isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> channel.setOption((SocketOption) SO_LINGER, true))
                .isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> listener.setOption(SO_REUSEADDR, null))
                .isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClosedChannelHasNoOptions() throws IOException {
        channel.close();
        listener.close();
        assertThatThrownBy(() -> channel.getOption(SO_LINGER)).isExactlyInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> channel.setOption(SO_LINGER, 1)).isExactlyInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> listener.getOption(SO_RCVBUF)).isExactlyInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> listener.setOption(SO_RCVBUF, 1)).isExactlyInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aConnectionKeepsTheOptionsThatWereSetBefore() throws IOException {
        listener.bind(ChannelPair.anyLoopbackPort());
        channel.setOption(TCP_NODELAY, true).setOption(SO_KEEPALIVE, true).setOption(SO_LINGER, 9);
        channel.connect(listener.getLocalAddress());
        assertThat(channel.getOption(TCP_NODELAY)).isTrue();
        assertThat(channel.getOption(SO_KEEPALIVE)).isTrue();
        assertThat(channel.getOption(SO_LINGER)).isEqualTo(9);
    }
}
