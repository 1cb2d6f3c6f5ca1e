// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.os.Sockets;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

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
     * The end of those buffers of which at most {@code limit} have something remaining: more do not fit into one
     * call.
     */
    public static int end(ByteBuffer[] buffers, int from, int to, int limit) {
        int used = 0;
        for (int i = from; i < to; i++) {
            if (buffers[i].hasRemaining() && ++used > limit) {
                return i;
            }
        }
        return to;
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
                    append(sockets.address(buffer) + position, length);
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
            append(sockets.address(staging) + staged, fits);
            staged += fits;
            if (fits < length) {
                return;
            }
        }
    }

    /** Moves the positions over what was transferred; where it was received, heap buffers get their bytes. */
    public void advance(ByteBuffer[] buffers, int from, int to, long transferred, boolean received) {
        ByteBuffer staging = null;
        int staged = 0;
        long left = transferred;
        for (int i = from; i < to && left > 0; i++) {
            ByteBuffer buffer = buffers[i];
            int position = buffer.position();
            int length = (int) Math.min(left, buffer.limit() - position);
            if (received && length > 0 && !buffer.isDirect()) {
                if (staging == null) {
                    staging = ThreadBuffers.current().staging(0);
                }
                buffer.put(position, staging, staged, length);
                staged += length;
            }
            buffer.position(position + length);
            left -= length;
        }
        Reference.reachabilityFence(buffers);
    }

    private static ByteBuffer stagingFor(ByteBuffer[] buffers, int from, int to) {
        long heap = 0;
        for (int i = from; i < to; i++) {
            heap += buffers[i].isDirect() ? 0 : buffers[i].remaining();
        }
        return heap == 0 ? null : ThreadBuffers.current().staging((int) Math.min(heap, ThreadBuffers.MOST_STAGED));
    }

    private void append(long address, long length) {
        if ((count + 1) * ENTRY > entries.capacity()) {
            entries = allocate(2 * count).put(entries.clear());
        }
        entries.putLong(count * ENTRY, address);
        entries.putLong(count * ENTRY + LENGTH, length);
        count++;
        bytes += length;
    }

    private static ByteBuffer allocate(int entries) {
        return ByteBuffer.allocateDirect(entries * ENTRY).order(ByteOrder.nativeOrder());
    }
}
