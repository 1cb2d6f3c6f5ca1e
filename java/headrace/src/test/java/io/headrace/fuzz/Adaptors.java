// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Locale;

/** Steps on the sockets of channels. */
final class Adaptors {
    private static final int TIMEOUT_MILLIS = 1;

    private Adaptors() {}

    static void addTo(Operation.Table table) {
        table.add("socket", 8, Kind.TCP.bit(), (world, node, step) -> state(socket(node)));
        table.add("socket read", 6, Kind.TCP.bit(), Adaptors::read);
        table.add("socket write", 6, Kind.TCP.bit(), Adaptors::write);
        table.add("socket available", 4, Kind.TCP.bit(), (world, node, step) -> {
            if (node.peer != null && node.peer.bulk) {
                return Operation.SKIPPED;
            }
            String settled = world.settle();
            return socket(node).getInputStream().available() + settled;
        });
        table.add("set OOBInline", 3, Kind.TCP.bit(), (world, node, step) -> {
            if (node.channel.isRegistered()) {
                // epoll does not look again for it, poll does.
                return Operation.SKIPPED;
            }
            socket(node).setOOBInline(step.choose(0, 2) == 0);
            return socket(node).getOOBInline();
        });
        table.add("server socket", 3, Kind.LISTENER.bit(), (world, node, step) -> state(server(node)));
        table.add("server socket accept", 2, Kind.LISTENER.bit(), Adaptors::accept);
        table.add("datagram socket", 4, Kind.UDP.bit(), (world, node, step) -> state(datagram(node)));
        table.add("datagram socket receive", 2, Kind.UDP.bit(), Adaptors::receive);
    }

    private static Socket socket(Node node) {
        return ((SocketChannel) node.channel).socket();
    }

    private static ServerSocket server(Node node) {
        return ((ServerSocketChannel) node.channel).socket();
    }

    private static DatagramSocket datagram(Node node) {
        return ((DatagramChannel) node.channel).socket();
    }

    private static Object state(Socket socket) {
        return socket.isBound() + " " + socket.isConnected() + " " + socket.isClosed() + " " + socket.isInputShutdown()
                + " " + socket.isOutputShutdown() + " " + Integer.signum(socket.getPort()) + " "
                + Integer.signum(socket.getLocalPort()) + " " + socket.getInetAddress() + " "
                + socket.getLocalAddress();
    }

    private static Object state(ServerSocket socket) {
        return socket.isBound() + " " + socket.isClosed() + " " + Integer.signum(socket.getLocalPort()) + " "
                + socket.getInetAddress();
    }

    private static Object state(DatagramSocket socket) {
        return socket.isBound() + " " + socket.isConnected() + " " + socket.isClosed() + " "
                + Integer.signum(socket.getPort()) + " " + Integer.signum(socket.getLocalPort()) + " "
                + socket.getInetAddress() + " " + socket.getLocalAddress();
    }

    private static Object read(World world, Node node, Step step) throws IOException {
        if (node.peer != null && node.peer.bulk) {
            return Operation.SKIPPED;
        }
        String settled = world.settle();
        int size = world.pick(step, 0, "bytes", Transfers.SIZES);
        socket(node).setSoTimeout(TIMEOUT_MILLIS);
        byte[] bytes = new byte[size + 2];
        int n = socket(node).getInputStream().read(bytes, 1, size);
        node.received += Math.max(0, n);
        return n + " " + Arrays.hashCode(bytes) + settled;
    }

    private static Object write(World world, Node node, Step step) throws IOException {
        int size = world.pick(step, 0, "bytes", Transfers.SIZES);
        if (!node.writeReturns(size)) {
            return Operation.SKIPPED;
        }
        String settled = world.settle();
        node.willWrite(size);
        byte[] bytes = new byte[size];
        world.buffers.output(Buffers.Form.HEAP, size, node.sent).get(bytes);
        socket(node).getOutputStream().write(bytes);
        node.sent += size;
        return "written" + settled;
    }

    private static Object accept(World world, Node node, Step step) throws IOException {
        String settled = world.settle();
        int slot = step.choose(0, World.SLOTS);
        if (!world.isFree(slot)) {
            return Operation.SKIPPED;
        }
        server(node).setSoTimeout(TIMEOUT_MILLIS);
        Socket socket = server(node).accept();
        Node accepted = world.put(slot, Kind.TCP, socket.getChannel());
        Node from = node.waiting.poll();
        if (from != null) {
            Node.join(accepted, from);
        }
        socket.setTcpNoDelay(true);
        return state(socket) + settled;
    }

    private static Object receive(World world, Node node, Step step) throws IOException {
        String settled = world.settle();
        DatagramPacket packet = new DatagramPacket(new byte[200], 3, step.choose(0, 190));
        datagram(node).setSoTimeout(TIMEOUT_MILLIS);
        datagram(node).receive(packet);
        return packet.getLength() + " " + packet.getOffset() + " " + Arrays.hashCode(packet.getData()) + " "
                + packet.getAddress().toString().toLowerCase(Locale.ROOT) + settled;
    }
}
