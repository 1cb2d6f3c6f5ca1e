// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import io.headrace.nio.jfr.Recordings;
import io.headrace.nio.jfr.Transfer;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads and writes while somebody records them. */
final class RecordedTransfers {
    private static final int UNLIMITED = 0;

    private RecordedTransfers() {}

    static int read(StreamSocketChannel channel, ByteBuffer buffer) throws IOException {
        Transfer transfer = Recordings.read();
        int n;
        try {
            n = channel.input().read(buffer);
        } catch (Throwable e) {
            failed(transfer, channel);
            throw e;
        }
        transfer.ended(n, channel.remoteAddress(), UNLIMITED);
        return n;
    }

    static long read(StreamSocketChannel channel, ByteBuffer[] buffers, int offset, int length) throws IOException {
        Transfer transfer = Recordings.read();
        long n;
        try {
            n = channel.input().read(buffers, offset, length);
        } catch (Throwable e) {
            failed(transfer, channel);
            throw e;
        }
        transfer.ended(n, channel.remoteAddress(), UNLIMITED);
        return n;
    }

    static int write(StreamSocketChannel channel, ByteBuffer buffer) throws IOException {
        Transfer transfer = Recordings.write();
        int n;
        try {
            n = channel.output().write(buffer);
        } catch (Throwable e) {
            failed(transfer, channel);
            throw e;
        }
        transfer.ended(n, channel.remoteAddress(), UNLIMITED);
        return n;
    }

    static long write(StreamSocketChannel channel, ByteBuffer[] buffers, int offset, int length) throws IOException {
        Transfer transfer = Recordings.write();
        long n;
        try {
            n = channel.output().write(buffers, offset, length);
        } catch (Throwable e) {
            failed(transfer, channel);
            throw e;
        }
        transfer.ended(n, channel.remoteAddress(), UNLIMITED);
        return n;
    }

    /** As with the JDK, of a channel that is open and connected only. */
    private static void failed(Transfer transfer, StreamSocketChannel channel) {
        if (channel.isConnected()) {
            transfer.failed(channel.remoteAddress());
        }
    }
}
