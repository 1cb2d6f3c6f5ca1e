// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import io.headrace.nio.channel.BlockedThreads;
import io.headrace.nio.channel.ChannelCallbacks;
import io.headrace.nio.channel.Endpoint;
import io.headrace.nio.channel.IoVector;
import io.headrace.nio.channel.ThreadBuffers;
import io.headrace.nio.selector.Readiness;
import io.headrace.os.OsError;
import io.headrace.os.Poller;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;

/** The sending half of a stream channel. Any thread may call; one at a time writes. */
final class StreamOutput {
    private static final int WOULD_BLOCK = -1;

    private final Endpoint endpoint;
    private final StreamSystemCalls calls;

    private volatile boolean shut;

    StreamOutput(Endpoint endpoint, StreamSystemCalls calls) {
        this.endpoint = endpoint;
        this.calls = calls;
    }

    boolean isShut() {
        return shut;
    }

    /** Writes answer ClosedChannelException from now on, a blocked one AsynchronousCloseException. */
    void shut() throws IOException {
        shut = true;
        endpoint.waiters.end(Poller.WRITE);
    }

    int write(ByteBuffer buffer) throws IOException {
        Objects.requireNonNull(buffer);
        enter();
        try {
            return (int) repeat(buffer, null, 0, 0);
        } finally {
            endpoint.handle.leaveWrite();
        }
    }

    long write(ByteBuffer[] buffers, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffers.length);
        enter();
        try {
            int end = IoVector.end(buffers, offset, offset + length, endpoint.sockets.vectorLimit());
            return repeat(null, buffers, offset, end);
        } finally {
            endpoint.handle.leaveWrite();
        }
    }

    /** One byte of out-of-band data; false where there is no room for it. Does not wait. */
    boolean sendUrgent(byte value) throws IOException {
        enter();
        try {
            long before = endpoint.readiness.before(Poller.WRITE);
            return learned(endpoint.sockets.sendUrgent(endpoint.descriptor(), value), 1, before) == 1;
        } finally {
            endpoint.handle.leaveWrite();
        }
    }

    private void enter() throws ClosedChannelException {
        endpoint.enterConnectedWrite();
        if (shut) {
            endpoint.handle.leaveWrite();
            throw new ClosedChannelException();
        }
    }

    private long repeat(ByteBuffer buffer, ByteBuffer[] buffers, int from, int to) throws IOException {
        ChannelCallbacks owner = endpoint.owner;
        if (!owner.isBlocking()) {
            return writeOnce(buffer, buffers, from, to);
        }
        long total = 0;
        boolean done = false;
        owner.beginBlocking();
        try {
            while (!done && owner.isOpen() && !shut) {
                total += writeOnce(buffer, buffers, from, to);
                done = !hasRemaining(buffer, buffers, from, to);
                if (!done) {
                    endpoint.await(Poller.WRITE, BlockedThreads.FOREVER);
                }
            }
        } catch (IOException e) {
            if (total == 0) {
                throw e;
            }
            // What was sent is told; the error comes again with the next write.
        } finally {
            endBlocking(total > 0);
        }
        return total;
    }

    private void endBlocking(boolean completed) throws AsynchronousCloseException {
        endpoint.owner.endBlocking(completed);
        if (!completed && shut) {
            throw new AsynchronousCloseException();
        }
    }

    /** Until all is sent, or the system took less than it was given. */
    private long writeOnce(ByteBuffer buffer, ByteBuffer[] buffers, int from, int to) throws IOException {
        long total = 0;
        boolean all = true;
        while (all && hasRemaining(buffer, buffers, from, to)) {
            long asked;
            long n;
            try {
                if (buffers == null) {
                    asked = piece(buffer);
                    n = send(buffer, (int) asked);
                } else {
                    IoVector vector = ThreadBuffers.current().vector();
                    vector.fill(endpoint.sockets, buffers, from, to, true);
                    asked = vector.bytes();
                    n = send(vector, buffers, from, to);
                }
            } catch (IOException e) {
                if (total == 0) {
                    throw e;
                }
                return total;
            }
            total += Math.max(0, n);
            all = n == asked;
        }
        return total;
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
        return buffer.isDirect() ? buffer.remaining() : Math.min(buffer.remaining(), ThreadBuffers.MOST_STAGED);
    }

    private int send(ByteBuffer buffer, int asked) throws IOException {
        int position = buffer.position();
        ByteBuffer memory = buffer;
        int at = position;
        if (buffer.isDirect()) {
            ThreadBuffers.ensureAlive(buffer);
        } else {
            memory = ThreadBuffers.current().staging(asked);
            memory.put(0, buffer, position, asked);
            at = 0;
        }
        long before = endpoint.readiness.before(Poller.WRITE);
        int n = (int) learned(calls.write(endpoint.sockets, endpoint.descriptor(), memory, at, asked), asked, before);
        Reference.reachabilityFence(buffer);
        if (n > 0) {
            buffer.position(position + n);
        }
        return n;
    }

    private long send(IoVector vector, ByteBuffer[] buffers, int from, int to) throws IOException {
        long before = endpoint.readiness.before(Poller.WRITE);
        long result = calls.writeVector(endpoint.sockets, endpoint.descriptor(), vector.entries(), vector.count());
        long n = learned(result, vector.bytes(), before);
        vector.advance(buffers, from, to, n, false);
        return n;
    }

    private long learned(long result, long asked, long before) throws IOException {
        Readiness readiness = endpoint.readiness;
        if (result == asked) {
            readiness.doubtful(Poller.WRITE);
            return result;
        }
        if (result >= 0) {
            readiness.drained(Poller.WRITE, before);
            return result;
        }
        if (OsError.isWouldBlock(result)) {
            readiness.drained(Poller.WRITE, before);
            return WOULD_BLOCK;
        }
        int kind = OsError.kind(result);
        if (kind == OsError.CONNECTION_RESET || kind == OsError.BROKEN_PIPE) {
            readiness.broken();
        } else {
            readiness.doubtful(Poller.WRITE);
        }
        throw new IOException(OsError.text(endpoint.sockets, result));
    }
}
