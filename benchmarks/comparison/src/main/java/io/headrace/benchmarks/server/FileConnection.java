// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** Sends a file for each 64 bytes of requests; reads no further while the peer does not take what it asked for. */
final class FileConnection implements ReadyHandler {
    static final int REQUEST_SIZE = 64;

    private final FileChannel file;
    private final int size;
    private final ByteBuffer requests;
    private int unanswered;
    private long sent;
    private boolean stalled;

    private FileConnection(FileChannel file, int size, ByteBuffer requests) {
        this.file = file;
        this.size = size;
        this.requests = requests;
    }

    static Started serve(Arguments arguments) throws IOException {
        int size = arguments.size();
        FileChannel file = LetterFile.create(size);
        ByteBuffer requests = ByteBuffer.allocateDirect(SharedBuffers.SIZE);
        return Acceptor.start(() -> new FileConnection(file, size, requests), () -> {});
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        int received = 0;
        do {
            unanswered += received;
            stall(key, !sendFiles(channel));
            received = stalled ? 0 : channel.read(requests.clear());
        } while (received > 0);
        if (received < 0) {
            channel.close();
        }
    }

    private void stall(SelectionKey key, boolean now) {
        if (stalled != now) {
            stalled = now;
            key.interestOps(now ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }
    }

    private boolean sendFiles(SocketChannel channel) throws IOException {
        while (unanswered >= REQUEST_SIZE) {
            if (!sendFile(channel)) {
                return false;
            }
            unanswered -= REQUEST_SIZE;
            sent = 0;
        }
        return true;
    }

    /** Less than was asked for does not say that the channel would block; nothing does. */
    private boolean sendFile(SocketChannel channel) throws IOException {
        while (sent < size) {
            long more = file.transferTo(sent, size - sent, channel);
            if (more == 0) {
                return false;
            }
            sent += more;
        }
        return true;
    }
}
