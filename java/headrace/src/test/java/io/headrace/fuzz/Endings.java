// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Steps that end a connection or a half of it, and that look at what is left. */
final class Endings {
    private Endings() {}

    static void addTo(Operation.Table table) {
        table.add("shutdownInput", 7, Kind.STREAMS, (world, node, step) -> {
            String settled = world.settle();
            ((SocketChannel) node.channel).shutdownInput();
            node.inputShut = true;
            return "shut" + settled;
        });
        table.add("shutdownOutput", 10, Kind.STREAMS, (world, node, step) -> {
            String settled = world.settle();
            ((SocketChannel) node.channel).shutdownOutput();
            node.outputShut = true;
            return "shut" + settled;
        });
        table.add("close", 16, Kind.ANY, (world, node, step) -> {
            String drained = drain(world, node, step);
            return drained.equals(Operation.SKIPPED) ? drained : drained + close(world, node);
        });
        table.add("close with reset", 7, Kind.TCP.bit(), (world, node, step) -> {
            ((SocketChannel) node.channel).setOption(StandardSocketOptions.SO_LINGER, 0);
            return close(world, node);
        });
        table.add("configureBlocking", 10, Kind.ANY, (world, node, step) -> {
            boolean blocking = world.pick(step, 0, "blocking", 0, 0, 1) == 1;
            node.channel.configureBlocking(blocking);
            return node.channel.isBlocking();
        });
        table.add("state", 10, Kind.ANY, (world, node, step) -> state(node));
    }

    /** {@link World#NO_RESET_AT_CLOSE}: a registered channel is read empty before. */
    private static String drain(World world, Node node, Step step) throws IOException {
        if (node.kind != Kind.TCP
                || node.closed
                || node.peer == null
                || !node.channel.isRegistered()
                || !((SocketChannel) node.channel).isConnected()) {
            return "";
        }
        return node.peer.bulk || node.inputShut && (node.peer.urgentSent || node.peer.pending() > 0)
                ? Operation.SKIPPED
                : Transfers.drain(world, node, step) + " ";
    }

    private static Object close(World world, Node node) throws IOException {
        if (!node.closed) {
            world.closed(node);
            node.closed = true;
        }
        node.channel.close();
        return node.channel.isOpen();
    }

    private static Object state(Node node) throws IOException {
        String common = node.channel.isOpen() + " " + node.channel.isBlocking() + " ";
        return switch (node.kind) {
            case TCP, UNIX -> {
                SocketChannel channel = (SocketChannel) node.channel;
                yield common
                        + channel.isConnected()
                        + channel.isConnectionPending()
                        + (channel.getLocalAddress() == null)
                        + (channel.getRemoteAddress() == null);
            }
            case LISTENER, UNIX_LISTENER -> common + (((ServerSocketChannel) node.channel).getLocalAddress() == null);
            case UDP -> {
                DatagramChannel channel = (DatagramChannel) node.channel;
                yield common + channel.isConnected() + (channel.getRemoteAddress() == null);
            }
            default -> common;
        };
    }
}
