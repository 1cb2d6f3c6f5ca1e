// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.os.Borrowed;
import io.headrace.os.SegmentHold;
import io.headrace.os.Sockets;
import java.lang.ref.Reference;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;

/**
 * The buffers of one scattering read or gathering write as {@code struct iovec}s: direct ones by address, heap ones
 * through borrowed memory as far as that reaches. One thread's, for one call; {@link #close} ends it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/readv.2.html">readv(2)</a>
 */
public final class IoVector implements AutoCloseable {
    private static final int ENTRY = 16;
    private static final int LENGTH = 8;

    /** Behind the entries, of each one: its buffer's index, and where that began. A buffer may be given twice. */
    private static final int SOURCE = 8;

    private static final int POSITION = 4;

    private final Sockets sockets;
    private final int mostCopied;

    /** Null before {@link #fill}, and after {@link #close}. */
    private Borrowed entries;

    /** Likewise, and where no buffer needs it. */
    private Borrowed staging;

    /** How many entries there is room for. */
    private int most;

    private int count;
    private long bytes;

    /** Null where no arena has to stay open for the entries. */
    private SegmentHold hold;

    /** The arenas cannot be held: what is in segments is copied, as what is on the heap is. */
    private boolean copiesSegments;

    /** @param mostCopied bytes of heap buffers that one call moves at most */
    public IoVector(Sockets sockets, int mostCopied) {
        this.sockets = sockets;
        this.mostCopied = mostCopied;
    }

    public long receive(long socket) {
        return hold == null
                ? sockets.receiveVector(socket, entries.bytes(), count)
                : hold.transfer(Sockets.RECEIVE_VECTOR, socket, entries.bytes(), count);
    }

    public long send(long socket) {
        return hold == null
                ? sockets.sendVector(socket, entries.bytes(), count)
                : hold.transfer(Sockets.SEND_VECTOR, socket, entries.bytes(), count);
    }

    public long readPipe(long source) {
        return hold == null
                ? sockets.readPipeVector(source, entries.bytes(), count)
                : hold.transfer(Sockets.READ_PIPE_VECTOR, source, entries.bytes(), count);
    }

    public long writePipe(long sink) {
        return hold == null
                ? sockets.writePipeVector(sink, entries.bytes(), count)
                : hold.transfer(Sockets.WRITE_PIPE_VECTOR, sink, entries.bytes(), count);
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
     * @throws IllegalStateException the arena of an empty one is closed
     */
    public static int end(ByteBuffer[] buffers, int from, int to, int limit, boolean receiving) {
        int used = 0;
        int i = from;
        while (i < to && used < limit) {
            if (receiving) {
                Buffers.ensureWritable(buffers[i]);
            }
            if (buffers[i].hasRemaining()) {
                used++;
            } else if (buffers[i].isDirect()) {
                lookAtEmpty(buffers, from, i);
            }
            i++;
        }
        return i;
    }

    /** Throws what is wrong with an empty buffer, or with one in front of it. */
    private static void lookAtEmpty(ByteBuffer[] buffers, int from, int empty) {
        try {
            Buffers.lookAt(buffers[empty]);
        } catch (RuntimeException e) {
            for (int i = from; i < empty; i++) {
                Buffers.lookAt(buffers[i]);
            }
            throw e;
        }
    }

    /**
     * Takes what remains in the buffers; where it is for sending, what is in heap buffers is copied. Once.
     *
     * @throws IllegalStateException the arena of one is closed
     */
    public void fill(ByteBuffer[] buffers, int from, int to, boolean sending) {
        int room = borrow(buffers, from, to);
        int staged = 0;
        for (int i = from; i < to; i++) {
            ByteBuffer buffer = buffers[i];
            int position = buffer.position();
            int length = buffer.limit() - position;
            if (!isStaged(buffer)) {
                long address = address(buffer);
                if (address < 0) {
                    close();
                    copySegments();
                    fill(buffers, from, to, sending);
                    return;
                }
                if (length > 0 && !append(i, position, address + position, length)) {
                    return;
                }
                continue;
            }
            if (buffer.isDirect()) {
                Buffers.lookAt(buffer);
            }
            if (length == 0) {
                continue;
            }
            int fits = Math.min(length, room - staged);
            if (fits == 0 || !append(i, position, sockets.address(staging.bytes()) + staged, fits)) {
                return;
            }
            if (sending) {
                staging.bytes().put(staged, buffer, position, fits);
            }
            staged += fits;
            if (fits < length) {
                return;
            }
        }
        if (count == 0 && hold != null) {
            hold.transfer(Sockets.NOTHING, 0, entries.bytes(), 0);
        }
    }

    private boolean isStaged(ByteBuffer buffer) {
        return !buffer.isDirect() || copiesSegments && sockets.address(buffer) < 0;
    }

    /** Held from now on, if it is a segment's; negative if that can't be. */
    private long address(ByteBuffer buffer) {
        Buffers.ensureAlive(buffer);
        long address = sockets.address(buffer);
        if (address >= 0) {
            return address;
        }
        if (hold == null) {
            hold = sockets.hold();
        }
        return hold != null && hold.add(buffer) ? -address : address;
    }

    private void copySegments() {
        copiesSegments = true;
        hold = null;
        most = 0;
        count = 0;
        bytes = 0;
    }

    /** Moves the positions over what was transferred; where it was received, heap buffers get their bytes. */
    public void advance(ByteBuffer[] buffers, long transferred, boolean received) {
        int staged = 0;
        long left = transferred;
        for (int entry = 0; left > 0; entry++) {
            ByteBuffer buffer = buffers[entries.bytes().getInt(source(entry))];
            int n = (int) Math.min(left, entries.bytes().getLong(entry * ENTRY + LENGTH));
            if (received && isStaged(buffer)) {
                put(buffer, staged, n);
                staged += n;
            } else {
                buffer.position(entries.bytes().getInt(source(entry) + POSITION) + n);
            }
            left -= n;
        }
        Reference.reachabilityFence(buffers);
    }

    /** A heap buffer that was given twice goes on where its first part ended, and may end there, as with the JDK. */
    private void put(ByteBuffer buffer, int staged, int n) {
        if (n > buffer.remaining()) {
            throw new BufferOverflowException();
        }
        buffer.put(buffer.position(), staging.bytes(), staged, n);
        buffer.position(buffer.position() + n);
    }

    @Override
    public void close() {
        Borrowed held = entries;
        entries = null;
        if (held != null) {
            held.close();
        }
        held = staging;
        staging = null;
        if (held != null) {
            held.close();
        }
    }

    /** Memory for all entries and for the bytes of heap buffers; answers how many of these it has room for. */
    private int borrow(ByteBuffer[] buffers, int from, int to) {
        long heap = 0;
        for (int i = from; i < to; i++) {
            ByteBuffer buffer = buffers[i];
            most += buffer.hasRemaining() ? 1 : 0;
            heap += isStaged(buffer) ? buffer.remaining() : 0;
        }
        int room = (int) Math.min(heap, mostCopied);
        entries = sockets.memory().borrow(most * (ENTRY + SOURCE));
        if (room > 0) {
            staging = sockets.memory().borrow(room);
        }
        return room;
    }

    /** False where there is no room: another thread has changed a buffer meanwhile. */
    private boolean append(int source, int position, long address, long length) {
        if (count == most) {
            return false;
        }
        ByteBuffer all = entries.bytes();
        all.putLong(count * ENTRY, address);
        all.putLong(count * ENTRY + LENGTH, length);
        all.putInt(source(count), source);
        all.putInt(source(count) + POSITION, position);
        count++;
        bytes += length;
        return true;
    }

    private int source(int entry) {
        return most * ENTRY + entry * SOURCE;
    }
}
