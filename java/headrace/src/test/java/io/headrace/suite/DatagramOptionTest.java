// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.net.StandardSocketOptions.IP_MULTICAST_IF;
import static java.net.StandardSocketOptions.IP_MULTICAST_LOOP;
import static java.net.StandardSocketOptions.IP_MULTICAST_TTL;
import static java.net.StandardSocketOptions.IP_TOS;
import static java.net.StandardSocketOptions.SO_BROADCAST;
import static java.net.StandardSocketOptions.SO_RCVBUF;
import static java.net.StandardSocketOptions.SO_REUSEADDR;
import static java.net.StandardSocketOptions.SO_REUSEPORT;
import static java.net.StandardSocketOptions.SO_SNDBUF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.Ipv6;
import io.headrace.suite.support.Proc;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The options of datagram channels: which there are, what they are at first, and which refusal comes first. */
@Bounded
class DatagramOptionTest {

    private static void each(StandardProtocolFamily family, Check check) throws IOException {
        try (DatagramChannel channel = DatagramChannel.open(family)) {
            check.run(channel);
        }
    }

    private interface Check {
        void run(DatagramChannel channel) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(names = {"INET", "INET6"})
    void theOptionsAreThoseOfTheJdk(StandardProtocolFamily family) throws IOException {
        Ipv6.assumeFor(family);
        Proc.assumePresent();
        Set<String> expected = new TreeSet<>(Set.of(
                "SO_SNDBUF",
                "SO_RCVBUF",
                "SO_REUSEADDR",
                "SO_REUSEPORT",
                "SO_BROADCAST",
                "IP_TOS",
                "IP_MULTICAST_IF",
                "IP_MULTICAST_TTL",
                "IP_MULTICAST_LOOP",
                "SO_INCOMING_NAPI_ID"));
        if (Runtime.version().feature() >= 19) {
            expected.add("IP_DONTFRAGMENT");
        }
        each(family, channel -> {
            assertThat(channel.supportedOptions().stream()
                            .map(SocketOption::name)
                            .collect(Collectors.toSet()))
                    .isEqualTo(expected);
            assertThatThrownBy(channel.supportedOptions()::clear)
                    .isExactlyInstanceOf(UnsupportedOperationException.class);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"INET", "INET6"})
    void everyOptionIsReadableAndTakesTheValueRead(StandardProtocolFamily family) throws IOException {
        Ipv6.assumeFor(family);
        each(family, channel -> {
            for (SocketOption<?> option : channel.supportedOptions()) {
                expectRoundTrip(channel, option);
            }
        });
    }

    private static <T> void expectRoundTrip(DatagramChannel channel, SocketOption<T> option) throws IOException {
        T value = channel.getOption(option);
        if (option.name().equals("SO_INCOMING_NAPI_ID")) {
            assertThatThrownBy(() -> channel.setOption(option, value)).isExactlyInstanceOf(SocketException.class);
        } else if (value != null) {
            assertThat(channel.setOption(option, value)).isSameAs(channel);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INET", "INET6"})
    void theFirstValues(StandardProtocolFamily family) throws IOException {
        Ipv6.assumeFor(family);
        each(family, channel -> {
            assertThat(channel.getOption(SO_BROADCAST)).isFalse();
            assertThat(channel.getOption(SO_REUSEADDR)).isFalse();
            assertThat(channel.getOption(IP_TOS)).isZero();
            assertThat(channel.getOption(IP_MULTICAST_IF)).isNull();
            assertThat(channel.getOption(IP_MULTICAST_TTL)).isEqualTo(1);
            assertThat(channel.getOption(IP_MULTICAST_LOOP)).isTrue();
            assertThat(channel.getOption(SO_SNDBUF)).isPositive();
            assertThat(channel.getOption(SO_RCVBUF)).isPositive();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"INET", "INET6"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SO_REUSEPORT")
    void aPortIsSharedOnlyWhereThatWasSet(StandardProtocolFamily family) throws IOException {
        Ipv6.assumeFor(family);
        each(family, channel -> {
            assertThat(channel.getOption(SO_REUSEPORT)).isFalse();
            assertThat(channel.setOption(SO_REUSEPORT, true).getOption(SO_REUSEPORT))
                    .isTrue();
            assertThat(channel.setOption(SO_REUSEPORT, false).getOption(SO_REUSEPORT))
                    .isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"INET", "INET6"})
    void whatIsSetIsReadBack(StandardProtocolFamily family) throws IOException {
        Ipv6.assumeFor(family);
        NetworkInterface loopback = NetworkInterface.networkInterfaces()
                .filter(DatagramOptionTest::isLoopback)
                .findFirst()
                .orElseThrow();
        each(family, channel -> {
            for (boolean on : new boolean[] {true, false}) {
                for (SocketOption<Boolean> flag : Set.of(SO_BROADCAST, SO_REUSEADDR, IP_MULTICAST_LOOP)) {
                    assertThat(channel.setOption(flag, on).getOption(flag))
                            .as(flag.name())
                            .isEqualTo(on);
                }
            }
            for (int ttl : new int[] {0, 1, 255}) {
                assertThat(channel.setOption(IP_MULTICAST_TTL, ttl).getOption(IP_MULTICAST_TTL))
                        .isEqualTo(ttl);
            }
            assertThat(channel.setOption(IP_MULTICAST_IF, loopback).getOption(IP_MULTICAST_IF))
                    .isEqualTo(loopback);
            assertThat(channel.setOption(SO_SNDBUF, 20_000).getOption(SO_SNDBUF))
                    .isGreaterThanOrEqualTo(20_000);
            assertThat(channel.setOption(SO_RCVBUF, 20_000).getOption(SO_RCVBUF))
                    .isGreaterThanOrEqualTo(20_000);
        });
    }

    private static boolean isLoopback(NetworkInterface candidate) {
        try {
            return candidate.isLoopback();
        } catch (SocketException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void ipDontFragmentIsReadBackWhereTheJdkHasIt() throws IOException {
        try (DatagramChannel channel = DatagramChannel.open()) {
            for (SocketOption<?> option : channel.supportedOptions()) {
                if (option.name().equals("IP_DONTFRAGMENT")) {
                    SocketOption<Boolean> flag = (SocketOption<Boolean>) option;
                    assertThat(channel.getOption(flag)).isFalse();
                    assertThat(channel.setOption(flag, true).getOption(flag)).isTrue();
                    assertThat(channel.setOption(flag, false).getOption(flag)).isFalse();
                }
            }
        }
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void refusalsComeInOrder() throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.close();
        assertThatThrownBy(() -> channel.getOption(null)).isExactlyInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> channel.setOption(null, 1)).isExactlyInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> channel.getOption(StandardSocketOptions.TCP_NODELAY))
                .isExactlyInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> channel.setOption(StandardSocketOptions.TCP_NODELAY, true))
                .isExactlyInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> channel.setOption((SocketOption) SO_BROADCAST, "yes"))
                .isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> channel.setOption(IP_MULTICAST_IF, null))
                .isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> channel.getOption(SO_BROADCAST)).isExactlyInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> channel.setOption(SO_BROADCAST, true))
                .isExactlyInstanceOf(ClosedChannelException.class);
    }

    @Test
    void valuesOutOfRangeAreRefused() throws IOException {
        try (DatagramChannel channel = DatagramChannel.open()) {
            assertThatThrownBy(() -> channel.setOption(IP_MULTICAST_TTL, -1))
                    .isExactlyInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> channel.setOption(IP_MULTICAST_TTL, 256))
                    .isExactlyInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> channel.setOption(SO_SNDBUF, -1))
                    .isExactlyInstanceOf(IllegalArgumentException.class);
        }
    }
}
