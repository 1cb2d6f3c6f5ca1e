// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.net.StandardProtocolFamily.INET;
import static java.net.StandardProtocolFamily.INET6;
import static java.net.StandardSocketOptions.IP_MULTICAST_IF;
import static java.net.StandardSocketOptions.SO_REUSEADDR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.DatagramPair;
import io.headrace.suite.support.Ipv6;
import io.headrace.suite.support.JdkChannels;
import io.headrace.suite.support.OnHeadrace;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Groups, whose datagrams never leave the host: IPv4 by the loopback interface (which says that it knows no groups,
 * and does), IPv6 by an interface-local group of another interface, where there is one.
 */
@Bounded
class MulticastTest {
    private static final byte MARK = 42;

    enum Setting {
        IPV4(INET, INET, "225.4.5.6"),
        IPV6(INET6, INET6, "ff01::4:5:6"),
        IPV4_ON_AN_IPV6_CHANNEL(INET6, INET, "225.4.5.6");

        private final StandardProtocolFamily family;
        private final StandardProtocolFamily senders;
        private final String group;

        Setting(StandardProtocolFamily family, StandardProtocolFamily senders, String group) {
            this.family = family;
            this.senders = senders;
            this.group = group;
        }

        InetAddress group() throws IOException {
            return InetAddress.getByName(group);
        }

        NetworkInterface networkInterface() throws IOException {
            Ipv6.assumeFor(family);
            List<NetworkInterface> found =
                    NetworkInterface.networkInterfaces().filter(this::serves).toList();
            Assumptions.assumeFalse(found.isEmpty(), "no interface for " + group);
            boolean reached = !OS.WINDOWS.isCurrentOs() || theJdkReaches(found.get(0));
            Assumptions.assumeTrue(reached, "Wine sends nothing to " + group);
            return found.get(0);
        }

        private boolean theJdkReaches(NetworkInterface by) throws IOException {
            try (DatagramChannel channel = JdkChannels.provider().openDatagramChannel(senders)) {
                channel.setOption(IP_MULTICAST_IF, by);
                channel.send(ByteBuffer.allocate(1), new InetSocketAddress(group(), 9));
                return true;
            } catch (SocketException unreachable) {
                return false;
            }
        }

        private boolean serves(NetworkInterface candidate) {
            try {
                return candidate.isUp()
                        && (senders == INET ? candidate.isLoopback() : candidate.supportsMulticast())
                        && address(candidate) != null;
            } catch (SocketException e) {
                throw new AssertionError(e);
            }
        }

        InetAddress address(NetworkInterface of) {
            Class<?> kind = senders == INET ? Inet4Address.class : Inet6Address.class;
            return of.inetAddresses().filter(kind::isInstance).findFirst().orElse(null);
        }
    }

    @AutoClose
    private DatagramChannel member;

    @AutoClose
    private DatagramChannel sender;

    private InetAddress group;
    private NetworkInterface on;
    private InetAddress source;
    private InetAddress stranger;

    private void open(Setting setting) throws IOException {
        group = setting.group();
        on = setting.networkInterface();
        source = setting.address(on);
        stranger = InetAddress.getByName(setting.senders == INET ? "127.0.0.99" : "fd00::99");
        member = openMember(setting, 0);
        sender = DatagramChannel.open(setting.senders);
        sender.setOption(IP_MULTICAST_IF, on).bind(new InetSocketAddress(source, 0));
    }

    private static DatagramChannel openMember(Setting setting, int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open(setting.family);
        channel.setOption(SO_REUSEADDR, true).bind(new InetSocketAddress(port)).configureBlocking(false);
        return channel;
    }

    private int port() throws IOException {
        return DatagramPair.address(member).getPort();
    }

    private boolean hears(DatagramChannel channel) throws IOException {
        sender.send(ByteBuffer.wrap(new byte[] {1}), new InetSocketAddress(group, port()));
        mark(channel);
        ByteBuffer room = ByteBuffer.allocate(1);
        boolean heard = false;
        while (true) {
            if (channel.receive(room.clear()) != null) {
                if (room.get(0) == MARK) {
                    return heard;
                }
                heard = true;
            }
        }
    }

    /** A datagram to the channel itself, behind whatever the group brings. */
    private static void mark(DatagramChannel channel) throws IOException {
        InetAddress loopback =
                InetAddress.getByName(channel.getLocalAddress().toString().contains("0.0.0.0") ? "127.0.0.1" : "::1");
        try (DatagramChannel marker = DatagramChannel.open()) {
            InetSocketAddress to = new InetSocketAddress(
                    loopback, DatagramPair.address(channel).getPort());
            marker.send(ByteBuffer.wrap(new byte[] {MARK}), to);
        }
    }

    private void expectNotHeard() throws IOException {
        sender.send(ByteBuffer.wrap(new byte[] {1}), new InetSocketAddress(group, port()));
        for (int i = 0; i < 20; i++) {
            assertThat(member.receive(ByteBuffer.allocate(1))).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMemberHearsTheGroupUntilItDropsTheKey(Setting setting) throws IOException {
        open(setting);
        MembershipKey key = member.join(group, on);
        assertThat(hears(member)).isTrue();
        key.drop();
        assertThat(key.isValid()).isFalse();
        assertThat(hears(member)).isFalse();
        key.drop();
        assertThat(member.join(group, on)).isNotSameAs(key);
        assertThat(hears(member)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void theKeySaysWhatWasJoined(Setting setting) throws IOException {
        open(setting);
        MembershipKey key = member.join(group, on);
        assertThat(key.isValid()).isTrue();
        assertThat(key.channel()).isSameAs(member);
        assertThat(key.group()).isEqualTo(group);
        assertThat(key.networkInterface()).isEqualTo(on);
        assertThat(key.sourceAddress()).isNull();
        assertThat(member.join(group, on)).isSameAs(key);
        key.drop();
        MembershipKey ofSource = member.join(group, on, source);
        assertThat(ofSource.sourceAddress()).isEqualTo(source);
        assertThat(member.join(group, on, source)).isSameAs(ofSource);
    }

    @ParameterizedTest
    @EnumSource(names = {"IPV4", "IPV4_ON_AN_IPV6_CHANNEL"})
    void anIpv4GroupThatOnlyAnotherJoinedIsNotHeard(Setting setting) throws IOException {
        expectOnlyTheOtherToHear(setting);
    }

    /** By the JDK's channels it is. */
    @OnHeadrace
    @ParameterizedTest
    @EnumSource(names = "IPV6")
    void anIpv6GroupThatOnlyAnotherJoinedIsNotHeard(Setting setting) throws IOException {
        expectOnlyTheOtherToHear(setting);
    }

    private void expectOnlyTheOtherToHear(Setting setting) throws IOException {
        open(setting);
        try (DatagramChannel other = openMember(setting, port())) {
            other.join(group, on);
            expectNotHeard();
            assertThat(other.receive(ByteBuffer.allocate(1))).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMemberForOneSourceHearsThatOneAlone(Setting setting) throws IOException {
        open(setting);
        MembershipKey ofStranger = member.join(group, on, stranger);
        assertThat(hears(member)).isFalse();
        MembershipKey ofSource = member.join(group, on, source);
        assertThat(hears(member)).isTrue();
        ofSource.drop();
        assertThat(hears(member)).isFalse();
        assertThat(ofStranger.isValid()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aBlockedSourceIsNotHeardUntilItIsUnblocked(Setting setting) throws IOException {
        open(setting);
        MembershipKey key = member.join(group, on);
        assertThat(key.block(source)).isSameAs(key);
        assertThat(key.block(source)).isSameAs(key);
        assertThat(hears(member)).isFalse();
        assertThat(key.unblock(source)).isSameAs(key);
        assertThat(hears(member)).isTrue();
        assertThatThrownBy(() -> key.unblock(source)).isExactlyInstanceOf(IllegalStateException.class);
        key.block(stranger);
        assertThat(hears(member)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void allSourcesAndOneSourceDoNotMix(Setting setting) throws IOException {
        open(setting);
        MembershipKey ofAll = member.join(group, on);
        assertThatThrownBy(() -> member.join(group, on, source)).isExactlyInstanceOf(IllegalStateException.class);
        ofAll.drop();
        MembershipKey ofSource = member.join(group, on, source);
        assertThatThrownBy(() -> member.join(group, on)).isExactlyInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ofSource.block(stranger)).isExactlyInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource
    void closingTheChannelEndsItsKeys(Setting setting) throws IOException {
        open(setting);
        MembershipKey key = member.join(group, on);
        member.close();
        assertThat(key.isValid()).isFalse();
        key.drop();
        assertThatThrownBy(() -> key.block(source)).isExactlyInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> member.join(group, on)).isExactlyInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> member.join(group, on, source)).isExactlyInstanceOf(ClosedChannelException.class);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoGroupOrNoSourceIsRefused(Setting setting) throws IOException {
        open(setting);
        InetAddress otherFamily = InetAddress.getByName(setting.senders == INET ? "::1" : "127.0.0.1");
        InetAddress wildcard = InetAddress.getByName(setting.senders == INET ? "0.0.0.0" : "::");
        MembershipKey key = member.join(group, on);
        List<ThrowingCallable> refused = List.of(
                () -> member.join(source, on),
                () -> member.join(source, on, source),
                () -> member.join(group, on, group),
                () -> member.join(group, on, wildcard),
                () -> member.join(group, on, otherFamily),
                () -> key.block(group),
                () -> key.block(wildcard),
                () -> key.block(otherFamily));
        assertThat(refused)
                .allSatisfy(call -> assertThatThrownBy(call).isExactlyInstanceOf(IllegalArgumentException.class));
        List<ThrowingCallable> missing = List.of(
                () -> member.join(null, on), () -> member.join(group, null), () -> member.join(group, on, null));
        assertThat(missing)
                .allSatisfy(call -> assertThatThrownBy(call).isExactlyInstanceOf(NullPointerException.class));
    }

    @ParameterizedTest
    @EnumSource(names = "IPV4")
    void anInetChannelRefusesIpv6Groups(Setting setting) throws IOException {
        open(setting);
        InetAddress v6 = InetAddress.getByName("ff01::1:2:3");
        assertThatThrownBy(() -> member.join(v6, on)).isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aMembershipOutlivesAConnection(Setting setting) throws IOException {
        open(setting);
        MembershipKey key = member.join(group, on);
        member.connect(new InetSocketAddress(source, 7)).disconnect();
        assertThat(key.isValid()).isTrue();
        sender.send(ByteBuffer.allocate(1), new InetSocketAddress(group, port()));
        Waiting.until("the group is heard", () -> receives(member));
    }

    private static boolean receives(DatagramChannel channel) {
        try {
            return channel.receive(ByteBuffer.allocate(1)) != null;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IPV4", "IPV6"})
    void aChannelMayBeBoundToTheGroup(Setting setting) throws IOException {
        open(setting);
        InetAddress bound = group instanceof Inet6Address
                ? Inet6Address.getByAddress(null, group.getAddress(), on.getIndex())
                : group;
        try (DatagramChannel channel = DatagramChannel.open(setting.family)) {
            channel.setOption(SO_REUSEADDR, true).bind(new InetSocketAddress(bound, port()));
            assertThat(DatagramPair.address(channel).getAddress()).isEqualTo(group);
            channel.join(group, on);
            sender.send(ByteBuffer.allocate(1), new InetSocketAddress(group, port()));
            assertThat(channel.receive(ByteBuffer.allocate(1))).isEqualTo(sender.getLocalAddress());
        }
    }
}
