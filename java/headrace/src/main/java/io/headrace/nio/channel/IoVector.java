// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.os.Sockets;
import java.lang.ref.Reference;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The buffers of one scattering read or gathering write as {@code struct iovec}s: direct ones by address, heap ones
 * through the thread's staging buffer as far as that reaches. One thread's, within one call.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/readv.2.html">readv(2)</a>
 */
public final class IoVector {
    private static final int ENTRY = 16;
    private static final int LENGTH = 8;

    private ByteBuffer entries = allocate(16);

    /** Of each entry: its buffer's index, and where that began. A buffer may be given twice. */
    private int[] sources = new int[16];

    private int[] positions = new int[16];
    private int count;
    private long bytes;

    public ByteBuffer entries() {
        return entries;
    }

    public int count() {
        return count;
    }

    /** What the system is asked for in all. */
    public long bytes() {
        return bytes;
    }

    /**
     * The end of those buffers of which {@code limit} have something remaining: more do not fit into one call. What is
     * behind the end is not looked at.
     *
     * @throws IllegalArgumentException one of them is to receive, and is read-only
     */
    public static int end(ByteBuffer[] buffers, int from, int to, int limit, boolean receiving) {
        int used = 0;
        int i = from;
        while (i < to && used < limit) {
            if (receiving) {
                ThreadBuffers.ensureWritable(buffers[i]);
            }
            used += buffers[i].hasRemaining() ? 1 : 0;
            i++;
        }
        return i;
    }

    /** Takes what remains in the buffers; where it is for sending, what is in heap buffers is copied. */
    public void fill(Sockets sockets, ByteBuffer[] buffers, int from, int to, boolean sending) {
        count = 0;
        bytes = 0;
        ByteBuffer staging = stagingFor(buffers, from, to);
        int staged = 0;
        for (int i = from; i < to; i++) {
            ByteBuffer buffer = buffers[i];
            int position = buffer.position();
            int length = buffer.limit() - position;
            if (buffer.isDirect()) {
                ThreadBuffers.ensureAlive(buffer);
                if (length > 0) {
                    append(i, position, sockets.address(buffer) + position, length);
                }
                continue;
            }
            if (length == 0) {
                continue;
            }
            int fits = Math.min(length, staging.capacity() - staged);
            if (fits == 0) {
                return;
            }
            if (sending) {
                staging.put(staged, buffer, position, fits);
            }
            append(i, position, sockets.address(staging) + staged, fits);
            staged += fits;
            if (fits < length) {
                return;
            }
        }
    }

    /** Moves the positions over what was transferred; where it was received, heap buffers get their bytes. */
    public void advance(ByteBuffer[] buffers, long transferred, boolean received) {
        int staged = 0;
        long left = transferred;
        for (int entry = 0; left > 0; entry++) {
            ByteBuffer buffer = buffers[sources[entry]];
            int n = (int) Math.min(left, entries.getLong(entry * ENTRY + LENGTH));
            if (received && !buffer.isDirect()) {
                put(buffer, staged, n);
                staged += n;
            } else {
                buffer.position(positions[entry] + n);
            }
            left -= n;
        }
        Reference.reachabilityFence(buffers);
    }

    /** A heap buffer that was given twice goes on where its first part ended, and may end there, as with the JDK. */
    private static void put(ByteBuffer buffer, int staged, int n) {
        if (n > buffer.remaining()) {
            throw new BufferOverflowException();
        }
        buffer.put(buffer.position(), ThreadBuffers.current().staging(0), staged, n);
        buffer.position(buffer.position() + n);
    }

    private static ByteBuffer stagingFor(ByteBuffer[] buffers, int from, int to) {
        long heap = 0;
        for (int i = from; i < to; i++) {
            heap += buffers[i].isDirect() ? 0 : buffers[i].remaining();
        }
        return heap == 0 ? null : ThreadBuffers.current().staging((int) Math.min(heap, ThreadBuffers.MOST_STAGED));
    }

    private void append(int source, int position, long address, long length) {
        if (count == sources.length) {
            entries = allocate(2 * count).put(entries.clear());
            sources = Arrays.copyOf(sources, 2 * count);
            positions = Arrays.copyOf(positions, 2 * count);
        }
        sources[count] = source;
        positions[count] = position;
        entries.putLong(count * ENTRY, address);
        entries.putLong(count * ENTRY + LENGTH, length);
        count++;
        bytes += length;
    }

    private static ByteBuffer allocate(int entries) {
        return ByteBuffer.allocateDirect(entries * ENTRY).order(ByteOrder.nativeOrder());
    }
}
