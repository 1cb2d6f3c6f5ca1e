// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.program;

import static java.net.StandardProtocolFamily.INET;
import static java.net.StandardProtocolFamily.INET6;
import static java.net.StandardSocketOptions.IP_MULTICAST_IF;

import io.headrace.suite.support.JdkChannels;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Uses every interface for groups of either family, by channels of the provider under test and by the JDK's, and
 * prints both answers: call, then one provider's answer, then the other's, with bars between them.
 */
public final class InterfaceFamilyProgram {
    private static final List<Group> GROUPS =
            List.of(new Group("IPv4", "225.4.5.6", "127.0.0.99"), new Group("IPv6", "ff02::4:5:6", "fd00::99"));

    private record Group(String family, String address, String source) {
        InetAddress host() throws IOException {
            return InetAddress.getByName(address);
        }

        InetAddress stranger() throws IOException {
            return InetAddress.getByName(source);
        }
    }

    private interface Call {
        Object on(DatagramChannel channel) throws IOException;
    }

    private InterfaceFamilyProgram() {}

    public static void main(String[] args) throws IOException {
        for (StandardProtocolFamily family : List.of(INET, INET6)) {
            for (Map.Entry<String, Call> call : calls().entrySet()) {
                System.out.println(String.join(
                        " | ",
                        family + " " + call.getKey(),
                        answer(SelectorProvider.provider(), family, call.getValue()),
                        answer(JdkChannels.provider(), family, call.getValue())));
            }
        }
    }

    private static Map<String, Call> calls() throws IOException {
        Map<String, Call> calls = new LinkedHashMap<>();
        calls.put("join IPv4 on each", channel -> joined(channel, GROUPS.get(0).host()));
        calls.put("join IPv6 on each", channel -> joined(channel, GROUPS.get(1).host()));
        for (NetworkInterface on : NetworkInterface.networkInterfaces().toList()) {
            for (Group group : GROUPS) {
                String which = " " + group.family + " on " + on.getName();
                calls.put(
                        "join" + which,
                        channel -> channel.join(group.host(), on).networkInterface());
                calls.put(
                        "join a source" + which,
                        channel ->
                                channel.join(group.host(), on, group.stranger()).networkInterface());
                calls.put("block" + which, channel -> blocked(channel.join(group.host(), on), group));
                calls.put("join by the socket" + which, channel -> {
                    adaptor(channel).joinGroup(new InetSocketAddress(group.host(), 0), on);
                    return "joined";
                });
                calls.put("join by default" + which, channel -> {
                    channel.setOption(IP_MULTICAST_IF, on);
                    adaptor(channel).joinGroup(new InetSocketAddress(group.host(), 0), null);
                    return "joined";
                });
            }
            calls.put(
                    "send on " + on.getName(),
                    channel -> channel.setOption(IP_MULTICAST_IF, on).getOption(IP_MULTICAST_IF));
            calls.put(
                    "send by the socket on " + on.getName(),
                    channel -> adaptor(channel).setOption(IP_MULTICAST_IF, on).getOption(IP_MULTICAST_IF));
        }
        return calls;
    }

    private static MulticastSocket adaptor(DatagramChannel channel) {
        return (MulticastSocket) channel.socket();
    }

    private static Object blocked(MembershipKey key, Group group) throws IOException {
        return key.block(group.stranger()).isValid();
    }

    /** As programs join that do not know which interface is the right one. */
    private static List<String> joined(DatagramChannel channel, InetAddress group) throws IOException {
        List<String> names = new ArrayList<>();
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            try {
                channel.join(group, each);
                names.add(each.getName());
            } catch (IOException tryTheNext) {
                continue;
            }
        }
        names.sort(null);
        return names;
    }

    private static String answer(SelectorProvider provider, StandardProtocolFamily family, Call call)
            throws IOException {
        try (DatagramChannel channel = provider.openDatagramChannel(family)) {
            return String.valueOf(call.on(channel));
        } catch (IOException | RuntimeException e) {
            return e.getClass().getName();
        }
    }
}
