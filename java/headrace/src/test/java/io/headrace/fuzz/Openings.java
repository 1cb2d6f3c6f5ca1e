// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Steps that open channels and connect them. */
final class Openings {
    static final InetAddress LOOPBACK = new InetSocketAddress("127.0.0.1", 0).getAddress();

    /** A privileged port that nobody serves. */
    private static final int REFUSING_PORT = 1;

    /** So small that it is soon full. */
    private static final int SMALL_BUFFER = 16 << 10;

    private Openings() {}

    static void addTo(Operation.Table table) {
        table.add("open TCP pair", 30, (world, step) -> pair(world, step, Kind.TCP));
        table.add("open Unix domain pair", 20, (world, step) -> pair(world, step, Kind.UNIX));
        table.add("open pipe", 14, Openings::pipe);
        table.add("open UDP", 14, Openings::datagram);
        table.add("open listener", 10, Openings::listener);
        table.add("bind to a long path", 2, (world, step) -> {
            int length = world.pick(step, 0, "path of", 105, 106, 107, 108, 109);
            Path file = world.folder.resolve(
                    "x".repeat(length - world.folder.toString().length() - 1));
            try (ServerSocketChannel channel = world.provider.openServerSocketChannel(StandardProtocolFamily.UNIX)) {
                channel.bind(UnixDomainSocketAddress.of(file));
                return "bound";
            } finally {
                Files.deleteIfExists(file);
            }
        });
        table.add("open client", 10, Openings::client);
        table.add("open selector", 4, Openings::selector);
        table.add("connect", 16, Kind.STREAMS, Openings::connect);
        table.add("finishConnect", 12, Kind.STREAMS, (world, node, step) -> {
            return mayWait(node) ? Operation.SKIPPED : ((SocketChannel) node.channel).finishConnect();
        });
        table.add("accept", 16, Kind.LISTENERS, Openings::accept);
    }

    private static boolean mayWait(Node node) {
        return node.channel.isBlocking() && ((SocketChannel) node.channel).isConnectionPending();
    }

    private static int freePair(World world, Step step) {
        int slot = step.slot() & ~1;
        return world.isFree(slot) && world.isFree(slot + 1) ? slot : -1;
    }

    private static Object pair(World world, Step step, Kind kind) throws IOException {
        int slot = freePair(world, step);
        if (slot < 0) {
            return Operation.SKIPPED;
        }
        boolean small = world.pick(step, 0, "small buffers", 0, 1, 1, 1) == 1;
        ServerSocketChannel listener = kind == Kind.TCP ? world.tcpListener() : world.unixListener();
        SocketChannel client = world.provider.openSocketChannel(familyOf(kind));
        if (small) {
            client.setOption(StandardSocketOptions.SO_SNDBUF, SMALL_BUFFER);
            client.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER);
        }
        client.connect(listener.getLocalAddress());
        SocketChannel server = listener.accept();
        if (small) {
            server.setOption(StandardSocketOptions.SO_SNDBUF, SMALL_BUFFER);
        }
        prepare(world, step, client, kind);
        prepare(world, step, server, kind);
        Node.join(world.put(slot, kind, client), world.put(slot + 1, kind, server));
        return "opened";
    }

    private static ProtocolFamily familyOf(Kind kind) {
        return kind == Kind.TCP || kind == Kind.LISTENER ? StandardProtocolFamily.INET : StandardProtocolFamily.UNIX;
    }

    /** Nagle's algorithm would make bytes wait for a timer. */
    private static void prepare(World world, Step step, SelectableChannel channel, Kind kind) throws IOException {
        if (kind == Kind.TCP) {
            ((SocketChannel) channel).setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        channel.configureBlocking(world.pick(step, 1, "blocking", 0, 0, 0, 0, 0, 1) == 1);
    }

    private static Object pipe(World world, Step step) throws IOException {
        int slot = freePair(world, step);
        if (slot < 0) {
            return Operation.SKIPPED;
        }
        Pipe pipe = world.provider.openPipe();
        prepare(world, step, pipe.source(), Kind.SOURCE);
        prepare(world, step, pipe.sink(), Kind.SINK);
        Node.join(world.put(slot, Kind.SOURCE, pipe.source()), world.put(slot + 1, Kind.SINK, pipe.sink()));
        return "opened";
    }

    private static Object datagram(World world, Step step) throws IOException {
        if (!world.isFree(step.slot())) {
            return Operation.SKIPPED;
        }
        int way = world.pick(step, 0, "127.0.0.1, wildcard, dual stack, unbound", 0, 0, 0, 1, 2, 3);
        DatagramChannel channel = way < 2
                ? world.provider.openDatagramChannel(StandardProtocolFamily.INET)
                : world.provider.openDatagramChannel();
        if (way < 3) {
            channel.bind(way == 0 ? new InetSocketAddress(LOOPBACK, 0) : null);
        }
        prepare(world, step, channel, Kind.UDP);
        Node node = world.put(step.slot(), Kind.UDP, channel);
        node.address = channel.getLocalAddress();
        return "opened";
    }

    private static Object listener(World world, Step step) throws IOException {
        if (!world.isFree(step.slot())) {
            return Operation.SKIPPED;
        }
        Kind kind = world.pick(step, 0, "Unix", 0, 1) == 0 ? Kind.LISTENER : Kind.UNIX_LISTENER;
        ServerSocketChannel channel = world.provider.openServerSocketChannel(familyOf(kind));
        prepare(world, step, channel, kind);
        Node node = world.put(step.slot(), kind, channel);
        channel.bind(addressFor(world, kind));
        node.address = channel.getLocalAddress();
        return "opened";
    }

    static SocketAddress addressFor(World world, Kind kind) throws IOException {
        return kind == Kind.LISTENER ? new InetSocketAddress(LOOPBACK, 0) : UnixDomainSocketAddress.of(world.newFile());
    }

    private static Object client(World world, Step step) throws IOException {
        if (!world.isFree(step.slot())) {
            return Operation.SKIPPED;
        }
        Kind kind = world.pick(step, 0, "Unix", 0, 0, 1) == 0 ? Kind.TCP : Kind.UNIX;
        SocketChannel channel = world.provider.openSocketChannel(familyOf(kind));
        prepare(world, step, channel, kind);
        world.put(step.slot(), kind, channel);
        return "opened";
    }

    private static Object selector(World world, Step step) throws IOException {
        int index = world.pick(step, 0, "number", 0, 1, 2);
        if (world.selectors[index] != null && world.selectors[index].isOpen()) {
            return Operation.SKIPPED;
        }
        world.selectors[index] = world.provider.openSelector();
        return "opened";
    }

    private static Object connect(World world, Node node, Step step) throws IOException {
        String settled = world.settle();
        Node listener = world.nearest(
                step.choose(0, World.SLOTS), node.kind == Kind.TCP ? Kind.LISTENER.bit() : Kind.UNIX_LISTENER.bit());
        boolean refused = listener == null || world.pick(step, 1, "refused", 0, 0, 0, 1) == 1;
        SocketAddress to = refused ? refusing(world, node.kind) : listener.address;
        boolean fresh = isFresh(node);
        Object answer = ((SocketChannel) node.channel).connect(to) + settled;
        if (fresh && !refused && !listener.closed) {
            listener.waiting.add(node);
        }
        return answer;
    }

    private static boolean isFresh(Node node) {
        SocketChannel channel = (SocketChannel) node.channel;
        return channel.isOpen() && !channel.isConnected() && !channel.isConnectionPending();
    }

    static SocketAddress refusing(World world, Kind kind) throws IOException {
        return kind == Kind.UNIX
                ? UnixDomainSocketAddress.of(world.newFile())
                : new InetSocketAddress(LOOPBACK, REFUSING_PORT);
    }

    private static Object accept(World world, Node node, Step step) throws IOException {
        int slot = step.choose(0, World.SLOTS);
        if (!world.isFree(slot) || node.channel.isBlocking() && node.waiting.isEmpty()) {
            return Operation.SKIPPED;
        }
        String settled = world.settle();
        SocketChannel channel = ((ServerSocketChannel) node.channel).accept();
        if (channel == null) {
            return null + settled;
        }
        Kind kind = node.kind == Kind.LISTENER ? Kind.TCP : Kind.UNIX;
        String answer = "accepted, blocking " + channel.isBlocking() + settled;
        prepare(world, step, channel, kind);
        Node accepted = world.put(slot, kind, channel);
        Node from = node.waiting.poll();
        if (from != null) {
            Node.join(accepted, from);
        }
        return answer;
    }
}
