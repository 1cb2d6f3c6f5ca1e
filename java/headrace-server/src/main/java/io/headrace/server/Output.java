// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;

/** The bytes that a connection owes its peer. The caller holds the lock of the connection. */
final class Output {
    private static final int SMALLEST = 1024;
    private static final int JOINED_BYTES = 4096;
    private static final ThreadLocal<ByteBuffer> JOINED =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(JOINED_BYTES));

    private final GatheringByteChannel channel;
    private final int limit;
    private final Counters counters;

    /** Full from its position to its limit; null until a write was partial. */
    private ByteBuffer pending;

    Output(GatheringByteChannel channel, int limit, Counters counters) {
        this.channel = channel;
        this.limit = limit;
        this.counters = counters;
    }

    int size() {
        return pending == null ? 0 : pending.remaining();
    }

    /** Sends what the channel takes, behind what is pending, and keeps the rest. */
    void write(ByteBuffer bytes) throws IOException {
        if (size() == 0) {
            counters.sent.add(channel.write(bytes));
        }
        if (bytes.hasRemaining()) {
            reserve(bytes.remaining()).put(bytes);
            pending.flip();
        }
    }

    /** As {@link #write(ByteBuffer)}. What is small is joined: that is cheaper than to gather it. */
    void write(ByteBuffer[] bytes) throws IOException {
        long more = remaining(bytes);
        if (size() == 0 && more <= JOINED_BYTES) {
            ByteBuffer joined = JOINED.get().clear();
            putAll(bytes, joined);
            write(joined.flip());
            return;
        }
        if (size() == 0) {
            more -= gather(bytes);
        }
        if (more > 0) {
            putAll(bytes, reserve(more));
            pending.flip();
        }
    }

    private long gather(ByteBuffer[] bytes) throws IOException {
        long count = channel.write(bytes);
        counters.sent.add(count);
        return count;
    }

    static long remaining(ByteBuffer[] bytes) {
        long sum = 0;
        for (ByteBuffer each : bytes) {
            sum += each.remaining();
        }
        return sum;
    }

    private static void putAll(ByteBuffer[] bytes, ByteBuffer target) {
        for (ByteBuffer each : bytes) {
            target.put(each);
        }
    }

    /** The pending bytes, with room for more behind them: to be filled and flipped. */
    private ByteBuffer reserve(long more) throws IOException {
        long size = size() + more;
        if (size > limit) {
            throw new IOException(
                    "the peer does not read: " + size + " bytes would be pending, at most " + limit + " are allowed");
        }
        if (pending != null && pending.capacity() >= size) {
            return pending.compact();
        }
        int doubled = pending == null ? SMALLEST : (int) Math.min(limit, 2L * pending.capacity());
        ByteBuffer larger = ByteBuffer.allocate((int) Math.max(size, doubled));
        if (pending != null) {
            larger.put(pending);
        }
        pending = larger;
        return larger;
    }

    void flush() throws IOException {
        if (size() > 0) {
            counters.sent.add(channel.write(pending));
        }
    }
}
