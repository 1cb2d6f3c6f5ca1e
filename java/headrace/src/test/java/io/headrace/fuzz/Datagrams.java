// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** Steps of datagram channels. */
final class Datagrams {
    private static final int UDP = Kind.UDP.bit();
    private static final int[] SIZES = {0, 1, 2, 10, 10, 100, 100, 1000, 70_000};
    private static final String[] HOSTS = {"127.0.0.1", "127.0.0.1", "127.0.0.1", "127.0.0.1", "0.0.0.0", "::1", "::"};
    private static final int REFUSING_PORT = 1;

    private Datagrams() {}

    static void addTo(Operation.Table table) {
        table.add("send", 30, UDP, Datagrams::send);
        table.add("receive", 30, UDP, Datagrams::receive);
        table.add("connect UDP", 10, UDP, (world, node, step) -> {
            String settled = world.settle();
            ((DatagramChannel) node.channel).connect(target(world, step));
            return "connected" + settled;
        });
        table.add("disconnect", 4, UDP, (world, node, step) -> disconnect(node));
        table.add("write UDP", 20, UDP, Datagrams::write);
        table.add("read UDP", 20, UDP, Datagrams::read);
        table.add("gather UDP", 5, UDP, Datagrams::gather);
        table.add("scatter UDP", 5, UDP, Datagrams::scatter);
        table.add("bind UDP", 2, UDP, (world, node, step) -> {
            ((DatagramChannel) node.channel).bind(null);
            node.address = ((DatagramChannel) node.channel).getLocalAddress();
            return "bound";
        });
    }

    /** A port of this world, by one of the names of this host. */
    private static InetSocketAddress target(World world, Step step) {
        Node to = world.nearest(step.choose(5, World.SLOTS), UDP);
        String host = HOSTS[step.choose(6, HOSTS.length)];
        world.say("at " + host);
        int port = step.choose(7, 8) == 0 || to.address == null
                ? REFUSING_PORT
                : ((InetSocketAddress) to.address).getPort();
        return new InetSocketAddress(host, port);
    }

    /** Which channel it is that has the port, and by what name. */
    private static String named(World world, SocketAddress address) {
        if (!(address instanceof InetSocketAddress internet)) {
            return String.valueOf(address);
        }
        for (Node node : world.nodes) {
            if (node.kind == Kind.UDP
                    && node.address != null
                    && ((InetSocketAddress) node.address).getPort() == internet.getPort()) {
                return node + " " + internet.getAddress().getHostAddress();
            }
        }
        return internet.getAddress().getHostAddress();
    }

    static void learnAddress(Node node) throws IOException {
        if (node.channel.isOpen()) {
            node.address = ((DatagramChannel) node.channel).getLocalAddress();
        }
    }

    /** {@link World#ERROR_LOSES_NO_DATAGRAM}: the read takes what error there is. */
    private static Object disconnect(Node node) throws IOException {
        DatagramChannel channel = (DatagramChannel) node.channel;
        if (channel.isBlocking()) {
            return Operation.SKIPPED;
        }
        String answer = "no read";
        if (channel.isConnected()) {
            try {
                answer = "read " + channel.read(ByteBuffer.allocate(1));
            } catch (IOException e) {
                answer = World.outcomeOf(e);
            }
        }
        channel.disconnect();
        return answer;
    }

    private static Object send(World world, Node node, Step step) throws IOException {
        int size = world.pick(step, 0, "bytes", SIZES);
        Buffers.Form form = Buffers.outputForm(world, step, 1);
        SocketAddress to = target(world, step);
        if (size == 0 && (!node.channel.isOpen() || ((DatagramChannel) node.channel).isConnected())) {
            return Operation.SKIPPED;
        }
        String settled = world.settle();
        ByteBuffer buffer = world.buffers.output(form, size, step.choose(3, 1000));
        int n = ((DatagramChannel) node.channel).send(buffer, to);
        learnAddress(node);
        return n + " " + buffer.remaining() + settled;
    }

    private static Object receive(World world, Node node, Step step) throws IOException {
        int size = world.pick(step, 0, "bytes", SIZES);
        Buffers.Form form = Buffers.inputForm(world, step, 1);
        if (node.channel.isBlocking()) {
            return Operation.SKIPPED;
        }
        String settled = world.settle();
        ByteBuffer buffer = world.buffers.input(form, size);
        SocketAddress from = ((DatagramChannel) node.channel).receive(buffer);
        learnAddress(node);
        return named(world, from) + " " + world.buffers.content(form, buffer, size) + settled;
    }

    /** Not an empty one: see docs/decisions/datagrams.md. */
    private static Object write(World world, Node node, Step step) throws IOException {
        int size = Math.max(1, world.pick(step, 0, "bytes", SIZES));
        Buffers.Form form = Buffers.outputForm(world, step, 1);
        String settled = world.settle();
        ByteBuffer buffer = world.buffers.output(form, size, step.choose(3, 1000));
        int n = ((DatagramChannel) node.channel).write(buffer);
        return n + " " + buffer.remaining() + settled;
    }

    private static Object read(World world, Node node, Step step) throws IOException {
        int size = world.pick(step, 0, "bytes", SIZES);
        Buffers.Form form = Buffers.inputForm(world, step, 1);
        if (node.channel.isBlocking()) {
            return Operation.SKIPPED;
        }
        String settled = world.settle();
        ByteBuffer buffer = world.buffers.input(form, size);
        int n = ((DatagramChannel) node.channel).read(buffer);
        return n + " " + world.buffers.content(form, buffer, size) + settled;
    }

    private static int[] sizes(World world, Step step) {
        int[] sizes = new int[world.pick(step, 2, "buffers", 1, 2, 3, 5)];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = i == 0 ? 7 : SIZES[step.choose(10 + i, SIZES.length)];
        }
        return sizes;
    }

    private static Object gather(World world, Node node, Step step) throws IOException {
        int[] sizes = sizes(world, step);
        Buffers.Form form = Buffers.outputForm(world, step, 3);
        String settled = world.settle();
        ByteBuffer[] parts = world.buffers.parts(form, sizes, 0, true);
        return ((DatagramChannel) node.channel).write(parts) + " " + Buffers.positions(parts) + settled;
    }

    private static Object scatter(World world, Node node, Step step) throws IOException {
        int[] sizes = sizes(world, step);
        Buffers.Form form = Buffers.inputForm(world, step, 3);
        if (node.channel.isBlocking()) {
            return Operation.SKIPPED;
        }
        String settled = world.settle();
        ByteBuffer[] parts = world.buffers.parts(form, sizes, 0, false);
        long n = ((DatagramChannel) node.channel).read(parts);
        return n + " " + world.buffers.content(form, parts, 1000) + settled;
    }
}
