// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;

/** Receives datagrams until there is none, and sends some of them back. */
record DatagramServer(Answer answer, ByteBuffer buffer) implements ReadyHandler {
    private static final int BUFFER_SIZE = 64 * 1024;

    private interface Answer {
        /** May change the bytes of the datagram that is to be sent back. */
        boolean isDue(ByteBuffer datagram);
    }

    static Started echo(Arguments arguments) throws IOException {
        return start(datagram -> true);
    }

    static Started sink(Arguments arguments) throws IOException {
        FloodCount count = new FloodCount();
        return start(datagram -> {
            boolean due = count.nextIsAnswered();
            if (due) {
                byte[] digits = count.digits();
                datagram.put(0, digits, 0, Math.min(digits.length, datagram.limit()));
            }
            return due;
        });
    }

    private static Started start(Answer answer) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        DatagramServer server = new DatagramServer(answer, ByteBuffer.allocateDirect(BUFFER_SIZE));
        return SelectorLoop.start(channel, SelectionKey.OP_READ, server, () -> {});
    }

    /** A full send buffer loses an answer, as a full receive buffer loses a datagram. */
    @Override
    public void ready(SelectionKey key) throws IOException {
        DatagramChannel channel = (DatagramChannel) key.channel();
        SocketAddress sender = channel.receive(buffer.clear());
        while (sender != null) {
            if (answer.isDue(buffer.flip())) {
                channel.send(buffer, sender);
            }
            sender = channel.receive(buffer.clear());
        }
    }
}
