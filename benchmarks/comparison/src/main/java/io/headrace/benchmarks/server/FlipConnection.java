// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** Sends back what it receives, and asks each time first whether it may: its interest flips with every message. */
final class FlipConnection implements ReadyHandler {
    private final ByteBuffer message;
    private boolean writing;

    FlipConnection(int size) {
        message = ByteBuffer.allocateDirect(size);
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        if (writing) {
            write(key, channel);
        } else {
            read(key, channel);
        }
    }

    private void read(SelectionKey key, SocketChannel channel) throws IOException {
        int received = channel.read(message);
        if (received < 0) {
            channel.close();
        } else if (received > 0) {
            message.flip();
            writing = true;
            key.interestOps(SelectionKey.OP_WRITE);
        }
    }

    private void write(SelectionKey key, SocketChannel channel) throws IOException {
        channel.write(message);
        if (!message.hasRemaining()) {
            message.clear();
            writing = false;
            key.interestOps(SelectionKey.OP_READ);
        }
    }
}
