// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Steps that join groups and leave them. Nothing that is sent leaves the machine. */
final class Multicasts {
    private static final int UDP = Kind.UDP.bit();
    private static final int ROOM = 100;

    private static final List<InetAddress> GROUPS =
            List.of(address("239.255.77.1"), address("239.255.77.2"), address("ff11::77:1"), address("127.0.0.1"));

    private static final List<InetAddress> SOURCES =
            List.of(address("127.0.0.1"), address("127.0.0.2"), address("239.255.77.1"), address("::1"));

    private static final List<NetworkInterface> INTERFACES = interfaces();

    private Multicasts() {}

    static void addTo(Operation.Table table) {
        table.add("join", 8, UDP, Multicasts::join);
        table.add("send to a group", 8, UDP, Multicasts::send);
        table.add("membership", 8, UDP, Multicasts::membership);
        table.add("multicast option", 4, UDP, Multicasts::option);
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<NetworkInterface> interfaces() {
        try {
            return NetworkInterface.networkInterfaces()
                    .sorted(Comparator.comparing(NetworkInterface::getIndex))
                    .toList();
        } catch (SocketException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T pick(World world, Step step, int number, List<T> values) {
        T value = values.get(step.choose(number, values.size()));
        world.say(value);
        return value;
    }

    private static Optional<NetworkInterface> loopback() throws SocketException {
        for (NetworkInterface each : INTERFACES) {
            if (each.isLoopback()) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static Object join(World world, Node node, Step step) throws IOException {
        DatagramChannel channel = (DatagramChannel) node.channel;
        InetAddress group = pick(world, step, 0, GROUPS);
        NetworkInterface at = pick(world, step, 1, INTERFACES);
        boolean ofSource = world.pick(step, 2, "of a source", 0, 0, 0, 1) == 1;
        MembershipKey key = ofSource ? channel.join(group, at, pick(world, step, 3, SOURCES)) : channel.join(group, at);
        int index = node.memberships.indexOf(key);
        if (index < 0) {
            node.memberships.add(key);
        }
        return index + " " + key.isValid() + " " + key.group() + " " + key.sourceAddress() + " "
                + key.networkInterface().equals(at);
    }

    /** By IPv4. {@link World#HEARS_WHAT_IT_JOINED}: by IPv6 the JDK hears other channels' groups too. */
    private static Object send(World world, Node node, Step step) throws IOException {
        DatagramChannel channel = (DatagramChannel) node.channel;
        Node to = world.nearest(step.choose(0, World.SLOTS), UDP);
        Optional<NetworkInterface> loopback = loopback();
        if (to.address == null || loopback.isEmpty()) {
            return Operation.SKIPPED;
        }
        InetAddress group = GROUPS.get(step.choose(1, 2));
        world.say("to " + group);
        String settled = world.settle();
        channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, loopback.get());
        int port = ((InetSocketAddress) to.address).getPort();
        int n = channel.send(ByteBuffer.allocate(step.choose(2, ROOM)), new InetSocketAddress(group, port));
        Datagrams.learnAddress(node);
        return n + settled;
    }

    private static Object membership(World world, Node node, Step step) throws IOException {
        if (node.memberships.isEmpty()) {
            return Operation.SKIPPED;
        }
        MembershipKey key = node.memberships.get(step.choose(0, node.memberships.size()));
        switch (world.pick(step, 1, "look, block, unblock, drop", 0, 1, 1, 2, 3)) {
            case 1 -> key.block(pick(world, step, 2, SOURCES));
            case 2 -> key.unblock(pick(world, step, 2, SOURCES));
            case 3 -> key.drop();
            default -> {
                // only looks
            }
        }
        return key.isValid();
    }

    private static Object option(World world, Node node, Step step) throws IOException {
        DatagramChannel channel = (DatagramChannel) node.channel;
        int way = world.pick(step, 0, "interface, time to live, loop, as they are", 0, 1, 2, 3);
        switch (way) {
            case 0 -> channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, pick(world, step, 1, INTERFACES));
            case 1 ->
                channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, world.pick(step, 1, "to", 0, 1, 255, 256));
            case 2 ->
                channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, world.pick(step, 1, "to", 0, 1, 1) == 1);
            default -> {
                // only looks
            }
        }
        return channel.getOption(StandardSocketOptions.IP_MULTICAST_IF) + " "
                + channel.getOption(StandardSocketOptions.IP_MULTICAST_TTL) + " "
                + channel.getOption(StandardSocketOptions.IP_MULTICAST_LOOP);
    }
}
