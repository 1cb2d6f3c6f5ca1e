// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** Reads no further while the peer does not take what was read. */
final class EchoConnection implements ReadyHandler {
    private final SharedBuffers buffers;
    private final Reads reads;
    private ByteBuffer rest;

    EchoConnection(SharedBuffers buffers, Reads reads) {
        this.buffers = buffers;
        this.reads = reads;
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        if (rest == null || writeRest(key, channel)) {
            echo(key, channel);
        }
    }

    private void echo(SelectionKey key, SocketChannel channel) throws IOException {
        ByteBuffer buffer = buffers.shared();
        int received = channel.read(buffer);
        while (received > 0) {
            channel.write(buffer.flip());
            if (buffer.hasRemaining()) {
                rest = buffers.keepShared();
                key.interestOps(SelectionKey.OP_WRITE);
                return;
            }
            if (!reads.goOnAfter(received, buffer.capacity())) {
                return;
            }
            received = channel.read(buffer.clear());
        }
        if (received < 0) {
            channel.close();
        }
    }

    private boolean writeRest(SelectionKey key, SocketChannel channel) throws IOException {
        boolean done = true;
        try {
            channel.write(rest);
            done = !rest.hasRemaining();
        } finally {
            if (done) {
                buffers.giveBack(rest);
                rest = null;
            }
        }
        if (done) {
            key.interestOps(SelectionKey.OP_READ);
        }
        return done;
    }
}
