// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import io.headrace.nio.channel.BlockedThreads;
import io.headrace.nio.channel.Buffers;
import io.headrace.nio.channel.ChannelCallbacks;
import io.headrace.nio.channel.Endpoint;
import io.headrace.nio.channel.IoVector;
import io.headrace.nio.channel.MappedMemory;
import io.headrace.nio.parking.VirtualThreads;
import io.headrace.nio.selector.Readiness;
import io.headrace.os.Borrowed;
import io.headrace.os.Memory;
import io.headrace.os.OsError;
import io.headrace.os.Poller;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The sending half of a stream channel. Any thread may call; one at a time writes. */
final class StreamOutput {
    private static final long FIRST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int MOST_DOUBLED = 6;

    private final Endpoint endpoint;
    private final UnreportedError unreported;
    private final boolean endIsSilent;

    /** Guarded by the handle's write lock. */
    private StreamSystemCalls calls;

    private volatile boolean shut;

    /** @param endIsSilent poll(2) does not report that the peer ends its input: who waits has to look */
    StreamOutput(Endpoint endpoint, StreamSystemCalls calls, UnreportedError unreported, boolean endIsSilent) {
        this.endpoint = endpoint;
        this.calls = calls;
        this.unreported = unreported;
        this.endIsSilent = endIsSilent;
    }

    boolean isShut() {
        return shut;
    }

    /** Writes answer AsynchronousCloseException from now on, as the JDK's do. */
    void shut() throws IOException {
        shut = true;
        endpoint.waiters.end(Poller.WRITE);
    }

    int write(ByteBuffer buffer) throws IOException {
        Objects.requireNonNull(buffer);
        endpoint.enterConnectedWrite();
        try {
            return (int) repeat(buffer, null, 0, 0);
        } finally {
            endpoint.handle.leaveWrite();
        }
    }

    /** As {@link #write(ByteBuffer)}, by other system calls. */
    int write(ByteBuffer buffer, StreamSystemCalls by) throws IOException {
        endpoint.enterConnectedWrite();
        StreamSystemCalls usual = calls;
        try {
            calls = by;
            return (int) repeat(buffer, null, 0, 0);
        } finally {
            calls = usual;
            endpoint.handle.leaveWrite();
        }
    }

    long write(ByteBuffer[] buffers, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffers.length);
        endpoint.enterConnectedWrite();
        try {
            return repeat(null, buffers, offset, offset + length);
        } finally {
            endpoint.handle.leaveWrite();
        }
    }

    /** One byte of out-of-band data; false where there is no room for it. Does not wait. */
    boolean sendUrgent(byte value) throws IOException {
        endpoint.enterConnectedWrite();
        try {
            return endpoint.owner.isBlocking() ? sendUrgentInterruptibly(value) : sendUrgentNow(value);
        } finally {
            endpoint.handle.leaveWrite();
        }
    }

    private boolean sendUrgentInterruptibly(byte value) throws IOException {
        boolean sent = false;
        endpoint.owner.beginBlocking();
        try {
            sent = endpoint.owner.isOpen() && sendUrgentNow(value);
        } finally {
            endBlocking(sent);
        }
        return sent;
    }

    private boolean sendUrgentNow(byte value) throws IOException {
        ensureNotShut();
        failIf(unreported.take());
        long before = endpoint.readiness.before(Poller.WRITE);
        return failIf(learned(endpoint.sockets.sendUrgent(endpoint.descriptor(), value), 1, before)) == 1;
    }

    private void ensureNotShut() throws AsynchronousCloseException {
        if (shut) {
            throw new AsynchronousCloseException();
        }
    }

    private long repeat(ByteBuffer buffer, ByteBuffer[] buffers, int from, int to) throws IOException {
        if (endpoint.owner.isBlocking()) {
            return repeatBlocking(buffer, buffers, from, to);
        }
        ensureNotShut();
        long n = isOnePiece(buffer)
                ? writePiece(buffer)
                : writeOnce(buffer, buffers, from, end(buffers, from, to), false);
        if (n <= 0) {
            ensureNotShut();
            failIf(n);
        }
        return n;
    }

    /** Nearly each write. */
    private static boolean isOnePiece(ByteBuffer buffer) {
        return buffer != null && (buffer.isDirect() || buffer.remaining() <= Memory.LARGEST);
    }

    /** As {@link #writeOnce}. */
    private long writePiece(ByteBuffer buffer) {
        int asked = buffer.remaining();
        if (asked == 0) {
            return 0;
        }
        long error = takeUnreported(buffer, null, 0, 0);
        return error < 0 ? error : send(buffer, asked);
    }

    /** The end of those buffers that one call takes. */
    private int end(ByteBuffer[] buffers, int from, int to) {
        return buffers == null ? to : IoVector.end(buffers, from, to, endpoint.sockets.vectorLimit(), false);
    }

    /** Until all is sent; in a virtual thread until some is, as the JDK's. */
    private long repeatBlocking(ByteBuffer buffer, ByteBuffer[] buffers, int from, int to) throws IOException {
        ChannelCallbacks owner = endpoint.owner;
        long total = 0;
        boolean done = false;
        int waits = 0;
        owner.beginBlocking();
        try {
            ensureNotShut();
            int end = end(buffers, from, to);
            while (!done && owner.isOpen() && !shut) {
                long n = writeOnce(buffer, buffers, from, end, total > 0);
                if (n < 0 && waits > 0 && endIsSilent) {
                    n = reason(n);
                }
                if (total == 0) {
                    failIf(n);
                }
                total += Math.max(0, n);
                boolean enough = total > 0 && VirtualThreads.isCurrent();
                done = n < 0 || enough || unreported.kept() != 0 || !hasRemaining(buffer, buffers, from, end);
                if (!done) {
                    endpoint.await(Poller.WRITE, patience(waits++), buffer, buffers, from, end);
                }
            }
        } catch (IOException e) {
            // What was sent is told. Only the wait fails then, and would fail again.
            if (total == 0) {
                throw e;
            }
        } finally {
            endBlocking(total > 0);
        }
        return total;
    }

    /**
     * The system tells a writer that waits inside, as the JDK's does, of a reset and nobody after it. One that waited
     * outside is told EPIPE only.
     */
    private long reason(long error) {
        long pending = endpoint.sockets.finishConnect(endpoint.descriptor());
        return pending < 0 && OsError.kind(pending) == OsError.CONNECTION_RESET ? pending : error;
    }

    private long patience(int waits) {
        return endIsSilent ? FIRST_LOOK_NANOS << Math.min(waits, MOST_DOUBLED) : BlockedThreads.FOREVER;
    }

    private void endBlocking(boolean completed) throws AsynchronousCloseException {
        endpoint.owner.endBlocking(completed);
        if (!completed) {
            ensureNotShut();
        }
    }

    /**
     * Until all is sent, or the system took less than it was given. An error where nothing was sent.
     *
     * @param moved something was sent before: the write is a success, and an error is for the next operation
     */
    private long writeOnce(ByteBuffer buffer, ByteBuffer[] buffers, int from, int to, boolean moved) {
        long total = 0;
        boolean all = true;
        while (all && hasRemaining(buffer, buffers, from, to)) {
            boolean later = moved || total > 0;
            long n = later ? unreported.kept() : takeUnreported(buffer, buffers, from, to);
            if (n == 0) {
                try (IoVector vector = buffers == null ? null : new IoVector(endpoint.sockets, Memory.LARGEST)) {
                    long asked = vector == null ? piece(buffer) : fill(vector, buffers, from, to);
                    n = later ? sendMore(buffer, vector, buffers, asked) : send(buffer, vector, buffers, asked);
                    all = n == asked;
                }
            }
            if (n < 0) {
                return total > 0 ? total : n;
            }
            total += n;
        }
        return total;
    }

    /** 0 where there is none. A write that is refused for its memory makes no system call, so it leaves the error. */
    private long takeUnreported(ByteBuffer buffer, ByteBuffer[] buffers, int from, int to) {
        if (unreported.kept() == 0) {
            return 0;
        }
        if (buffers == null) {
            Buffers.lookAt(buffer);
        }
        for (int i = from; i < to && buffers != null; i++) {
            Buffers.lookAt(buffers[i]);
        }
        return unreported.take();
    }

    private long sendMore(ByteBuffer buffer, IoVector vector, ByteBuffer[] buffers, long asked) {
        unreported.asking(true);
        try {
            long n = send(buffer, vector, buffers, asked);
            if (n < 0 && OsError.isOfConnection(n)) {
                unreported.keep(n);
            }
            return n;
        } finally {
            unreported.asking(false);
        }
    }

    private static boolean hasRemaining(ByteBuffer buffer, ByteBuffer[] buffers, int from, int to) {
        if (buffers == null) {
            return buffer.hasRemaining();
        }
        for (int i = from; i < to; i++) {
            if (buffers[i].hasRemaining()) {
                return true;
            }
        }
        return false;
    }

    private static int piece(ByteBuffer buffer) {
        return buffer.isDirect() ? buffer.remaining() : Math.min(buffer.remaining(), Memory.LARGEST);
    }

    private static long fill(IoVector vector, ByteBuffer[] buffers, int from, int to) {
        vector.fill(buffers, from, to, true);
        return vector.bytes();
    }

    /** How many bytes the system took; 0 where there is no room. */
    private long send(ByteBuffer buffer, IoVector vector, ByteBuffer[] buffers, long asked) {
        return vector == null ? send(buffer, (int) asked) : send(vector, buffers, asked);
    }

    private long send(ByteBuffer buffer, int asked) {
        if (!buffer.isDirect()) {
            return sendStaged(buffer, asked);
        }
        int position = buffer.position();
        Buffers.ensureAlive(buffer);
        long before = endpoint.readiness.before(Poller.WRITE);
        long result = calls.writeDirect(endpoint.sockets, endpoint.descriptor(), buffer, position, asked);
        if (result < 0 && OsError.isOfSegment(result)) {
            return sendStaged(buffer, asked);
        }
        boolean cut = result > 0 && result < asked && MappedMemory.isIn(buffer);
        Reference.reachabilityFence(buffer);
        return sent(buffer, position, learned(result, cut ? result : asked, before));
    }

    /** By way of borrowed memory, no more than that has room for. */
    private long sendStaged(ByteBuffer buffer, int remaining) {
        int position = buffer.position();
        int asked = Math.min(remaining, Memory.LARGEST);
        try (Borrowed staging = endpoint.sockets.memory().borrow(asked)) {
            ByteBuffer memory = staging.bytes().put(0, buffer, position, asked);
            long before = endpoint.readiness.before(Poller.WRITE);
            long result = calls.write(endpoint.sockets, endpoint.descriptor(), memory, 0, asked);
            return sent(buffer, position, learned(result, asked, before));
        }
    }

    private static long sent(ByteBuffer buffer, int position, long n) {
        if (n > 0) {
            buffer.position(position + (int) n);
        }
        return n;
    }

    private long send(IoVector vector, ByteBuffer[] buffers, long asked) {
        long before = endpoint.readiness.before(Poller.WRITE);
        long result = calls.writeVector(endpoint.descriptor(), vector);
        boolean cut = result > 0 && result < asked && MappedMemory.isIn(buffers, 0, buffers.length);
        long n = learned(result, cut ? result : asked, before);
        vector.advance(buffers, n, false);
        return n;
    }

    /**
     * What the system call's answer says of the direction. Answers it, but 0 where it would block.
     *
     * @param asked the result itself where not the socket may have cut it short, but the memory
     */
    private long learned(long result, long asked, long before) {
        Readiness readiness = endpoint.readiness;
        if (result == asked) {
            readiness.doubtful(Poller.WRITE);
        } else if (result >= 0) {
            readiness.drained(Poller.WRITE, before);
        } else if (OsError.isWouldBlock(result)) {
            readiness.drained(Poller.WRITE, before);
            return 0;
        } else if (OsError.kind(result) == OsError.CONNECTION_RESET) {
            readiness.broken();
        } else {
            readiness.doubtful();
        }
        return result;
    }

    /** With the write lock: throws what keeps bytes from being sent. */
    void prepare() throws IOException {
        ensureNotShut();
        failIf(unreported.take());
    }

    /**
     * What a system call that sent no bytes of ours learned. Returns its result, but 0 where it would block.
     *
     * @param moved this operation has sent bytes before: an error is for the next one, and is returned
     */
    long sent(long result, long before, boolean moved) throws IOException {
        // How much there was to send says nothing of the channel.
        long n = learned(result, Math.max(result, 0), before);
        if (n < 0 && moved && OsError.isOfConnection(n)) {
            unreported.keep(n);
        }
        return moved ? n : failIf(n);
    }

    private long failIf(long result) throws IOException {
        if (result < 0) {
            throw new IOException(OsError.text(endpoint.sockets, result));
        }
        return result;
    }
}
