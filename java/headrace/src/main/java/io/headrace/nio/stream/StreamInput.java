// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import io.headrace.nio.channel.BlockingInput;
import io.headrace.nio.channel.Buffers;
import io.headrace.nio.channel.ChannelCallbacks;
import io.headrace.nio.channel.Deadline;
import io.headrace.nio.channel.Endpoint;
import io.headrace.nio.channel.IoVector;
import io.headrace.nio.channel.MappedMemory;
import io.headrace.nio.parking.VirtualThreads;
import io.headrace.nio.selector.Readiness;
import io.headrace.os.Borrowed;
import io.headrace.os.Memory;
import io.headrace.os.OsError;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.lang.ref.Reference;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Objects;

/** The receiving half of a stream channel. Any thread may call; one at a time reads. */
final class StreamInput implements BlockingInput.Source {
    private static final int END = -1;

    private final Endpoint endpoint;
    private final UnreportedError unreported;

    /** Guarded by the handle's read lock. */
    private StreamSystemCalls calls;

    /** Made by the first who blocks: most channels see none. Guarded by the handle's read lock. */
    private BlockingInput blocking;

    private volatile boolean shut;

    /** That reads may block was settled with the system. Guarded by the handle's read lock. */
    private boolean askedToBlock;

    /** The kernel tells of a reset once, a channel each time. Guarded by the handle's read lock. */
    private boolean reset;

    /** The last read answered 0 without a system call. Guarded by the handle's read lock. */
    private boolean spared;

    /** The end of the stream was read. Written under the handle's read lock. */
    private volatile boolean ended;

    StreamInput(Endpoint endpoint, StreamSystemCalls calls, UnreportedError unreported) {
        this.endpoint = endpoint;
        this.calls = calls;
        this.unreported = unreported;
    }

    @Override
    public boolean isShut() {
        return shut;
    }

    /** The end of the stream was read: nothing more comes. */
    boolean hasEnded() {
        return ended;
    }

    /** Reads answer the end of the stream from now on, a blocked one too. */
    void shut() throws IOException {
        shut = true;
        endpoint.waiters.end(Poller.READ);
    }

    int read(ByteBuffer buffer) throws IOException {
        return read(buffer, 0);
    }

    /** The time is for blocking mode; 0 is without limit. */
    int read(ByteBuffer buffer, long timeoutNanos) throws IOException {
        Objects.requireNonNull(buffer);
        endpoint.enterConnectedRead();
        try {
            return (int)
                    (endpoint.owner.isBlocking()
                            ? readBlocking(buffer, null, 0, 0, timeoutNanos)
                            : readOnce(buffer, null, 0, 0));
        } finally {
            endpoint.handle.leaveRead();
        }
    }

    /** As {@link #read(ByteBuffer)}, by other system calls. */
    int read(ByteBuffer buffer, StreamSystemCalls by) throws IOException {
        endpoint.enterConnectedRead();
        StreamSystemCalls usual = calls;
        try {
            calls = by;
            return (int)
                    (endpoint.owner.isBlocking() ? readBlocking(buffer, null, 0, 0, 0) : readOnce(buffer, null, 0, 0));
        } finally {
            calls = usual;
            endpoint.handle.leaveRead();
        }
    }

    long read(ByteBuffer[] buffers, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffers.length);
        endpoint.enterConnectedRead();
        try {
            return endpoint.owner.isBlocking()
                    ? readBlocking(null, buffers, offset, offset + length, 0)
                    : readOnce(null, buffers, offset, offset + length);
        } finally {
            endpoint.handle.leaveRead();
        }
    }

    /** Bytes that a read would find at least. */
    int available() throws IOException {
        endpoint.enterConnectedRead();
        try {
            return reset || shut
                    ? 0
                    : (int) OsError.check(endpoint.sockets, endpoint.sockets.available(endpoint.descriptor()));
        } finally {
            endpoint.handle.leaveRead();
        }
    }

    /** With the read lock: throws what keeps bytes from being received. */
    void prepare() throws IOException {
        if (reset) {
            throw new SocketException("Connection reset");
        }
        failIf(unreported.take());
    }

    /** With the read lock: a system call that moved no bytes to us found the end. Returns what a read does. */
    long foundEnd(long before) throws IOException {
        return learned(0, 1, before);
    }

    private long readOnce(ByteBuffer buffer, ByteBuffer[] buffers, int from, int to) throws IOException {
        long n = BlockingInput.WOULD_BLOCK;
        try {
            if (!shut) {
                int end = check(buffer, buffers, from, to);
                n = sparesTheCall() ? 0 : attempt(buffer, buffers, from, end);
            }
        } catch (IOException e) {
            failUnlessShut(e);
        }
        return n > 0 ? n : answer(n);
    }

    /** Few calls deep where it waits: a virtual thread keeps a copy of its stack for as long as it is parked. */
    private long readBlocking(ByteBuffer buffer, ByteBuffer[] buffers, int from, int to, long timeoutNanos)
            throws IOException {
        ChannelCallbacks owner = endpoint.owner;
        long n = BlockingInput.WOULD_BLOCK;
        owner.beginBlocking();
        try {
            if (!shut) {
                int end = check(buffer, buffers, from, to);
                Deadline deadline = Deadline.of("Read", timeoutNanos);
                n = readWithoutParking(buffer, buffers, from, end, timeoutNanos);
                if (n == BlockingInput.WOULD_BLOCK) {
                    n = blocking.take(this, buffer, buffers, from, end, deadline);
                }
            }
        } catch (IOException e) {
            failUnlessShut(e);
        } finally {
            owner.endBlocking(n > 0);
        }
        return answer(n);
    }

    /** Who shuts the input asks for its end, even where it is an error. */
    private void failUnlessShut(IOException failure) throws IOException {
        if (!shut) {
            throw failure;
        }
    }

    private long answer(long n) {
        if (n <= 0 && shut) {
            return END;
        }
        return n == BlockingInput.WOULD_BLOCK ? 0 : n;
    }

    /** Never two in a row: who reads again and again and leaves the selecting to nobody must see what has come. */
    private boolean sparesTheCall() {
        spared = !spared && endpoint.readiness.isKnownDrained(Poller.READ) && unreported.kept() == 0;
        return spared;
    }

    /** The end of those buffers that one call fills. */
    private int check(ByteBuffer buffer, ByteBuffer[] buffers, int from, int to) throws SocketException {
        if (reset) {
            throw new SocketException("Connection reset");
        }
        if (buffers != null) {
            return IoVector.end(buffers, from, to, endpoint.sockets.vectorLimit(), true);
        }
        Buffers.ensureWritable(buffer);
        return to;
    }

    /** Would block where the wait is for {@link #blocking}. */
    private long readWithoutParking(ByteBuffer buffer, ByteBuffer[] buffers, int from, int to, long timeoutNanos)
            throws IOException {
        if (blocking == null) {
            // Also where the wait is inside: a thread that has allocated nothing yet takes an allocation buffer for the
            // exception that ends its wait. If thousands do that at once the JVM collects garbage 100 times.
            blocking = new BlockingInput(endpoint);
        }
        if (unreported.kept() != 0) {
            return attempt(buffer, buffers, from, to);
        }
        boolean inside = timeoutNanos <= 0 && buffers == null && mayWaitInside();
        return inside ? awaitInside(buffer) : BlockingInput.WOULD_BLOCK;
    }

    /** What ends a wait inside would end the stream for others that share it. */
    private boolean mayWaitInside() {
        return calls.canBlock() && !endpoint.handle.isShared() && !VirtualThreads.isCurrent();
    }

    /** A receive that waits inside the system, by half the calls; would block where it can't. */
    private int awaitInside(ByteBuffer buffer) throws IOException {
        if (!askedToBlock) {
            askedToBlock = endpoint.letReadsBlock();
        }
        // In this order: who closes the channel looks for a reader afterwards.
        if (!askedToBlock || !endpoint.doReadsBlock() || !endpoint.owner.isOpen() || shut || !buffer.hasRemaining()) {
            return BlockingInput.WOULD_BLOCK;
        }
        int n = receive(buffer, true);
        askedToBlock = n != BlockingInput.WOULD_BLOCK;
        return n;
    }

    @Override
    public long attempt(ByteBuffer buffer, ByteBuffer[] buffers, int from, int to) throws IOException {
        return buffers == null ? receive(buffer, false) : receive(buffers, from, to);
    }

    private int receive(ByteBuffer buffer, boolean wait) throws IOException {
        if (!buffer.hasRemaining()) {
            return 0;
        }
        if (buffer.isDirect()) {
            return receiveDirect(buffer, wait);
        }
        return wait ? receiveWaiting(buffer) : receiveStaged(buffer);
    }

    private int receiveDirect(ByteBuffer buffer, boolean wait) throws IOException {
        int position = buffer.position();
        int asked = buffer.limit() - position;
        Buffers.ensureAlive(buffer);
        long before = endpoint.readiness.before(Poller.READ);
        long result = wait
                ? calls.readBlocking(endpoint.sockets, endpoint.descriptor(), buffer, position, asked)
                : calls.readDirect(endpoint.sockets, endpoint.descriptor(), buffer, position, asked);
        if (result < 0 && OsError.isOfSegment(result)) {
            return wait ? BlockingInput.WOULD_BLOCK : receiveStaged(buffer);
        }
        boolean cut = result > 0 && result < asked && MappedMemory.isIn(buffer);
        int n = (int) learned(result, cut ? result : asked, before);
        Reference.reachabilityFence(buffer);
        if (n > 0) {
            buffer.position(position + n);
        }
        return n;
    }

    /** To the heap by way of borrowed memory. */
    private int receiveStaged(ByteBuffer buffer) throws IOException {
        int position = buffer.position();
        int asked = Math.min(buffer.limit() - position, Memory.LARGEST);
        try (Borrowed staging = endpoint.sockets.memory().borrow(asked)) {
            long before = endpoint.readiness.before(Poller.READ);
            long result = calls.read(endpoint.sockets, endpoint.descriptor(), staging.bytes(), 0, asked);
            int n = (int) learned(result, asked, before);
            if (n > 0) {
                buffer.put(position, staging.bytes(), 0, n).position(position + n);
            }
            return n;
        }
    }

    /** To the heap by way of the thread's stack: what is borrowed must not be held during a wait. */
    private int receiveWaiting(ByteBuffer buffer) throws IOException {
        int position = buffer.position();
        int asked = Math.min(buffer.limit() - position, Sockets.MOST_ON_STACK);
        long before = endpoint.readiness.before(Poller.READ);
        long result = calls.readBlockingHeap(
                endpoint.sockets, endpoint.descriptor(), buffer.array(), buffer.arrayOffset() + position, asked);
        int n = (int) learned(result, asked, before);
        if (n > 0) {
            buffer.position(position + n);
        }
        return n == Sockets.MOST_ON_STACK && buffer.hasRemaining() ? n + receiveMore(buffer) : n;
    }

    /** What is there already behind the first part. An error is for the next operation. */
    private int receiveMore(ByteBuffer buffer) {
        int position = buffer.position();
        int asked = Math.min(buffer.limit() - position, Memory.LARGEST - Sockets.MOST_ON_STACK);
        try (Borrowed staging = endpoint.sockets.memory().borrow(asked)) {
            long n = calls.read(endpoint.sockets, endpoint.descriptor(), staging.bytes(), 0, asked);
            if (n > 0) {
                buffer.put(position, staging.bytes(), 0, (int) n).position(position + (int) n);
            } else if (n < 0 && OsError.isOfConnection(n)) {
                unreported.keep(n);
            }
            return (int) Math.max(0, n);
        }
    }

    private long receive(ByteBuffer[] buffers, int from, int to) throws IOException {
        try (IoVector vector = new IoVector(endpoint.sockets, Memory.LARGEST)) {
            vector.fill(buffers, from, to, false);
            if (vector.count() == 0) {
                return 0;
            }
            long before = endpoint.readiness.before(Poller.READ);
            long result = calls.readVector(endpoint.descriptor(), vector);
            boolean cut = result > 0 && result < vector.bytes() && MappedMemory.isIn(buffers, from, to);
            long n = learned(result, cut ? result : vector.bytes(), before);
            vector.advance(buffers, n, true);
            return n;
        }
    }

    /**
     * What the system call's answer says of the direction, and what it is to a read.
     *
     * @param asked the result itself where not the socket may have cut it short, but the memory
     */
    private long learned(long result, long asked, long before) throws IOException {
        Readiness readiness = endpoint.readiness;
        if (result > 0) {
            if (result == asked) {
                readiness.doubtful(Poller.READ);
            } else {
                readiness.shortReceive(before);
            }
            return result;
        }
        if (result == 0) {
            if (!ended) {
                failIf(unreported.takeAtEnd());
                ended = true;
            }
            readiness.endOfStream();
            return END;
        }
        if (OsError.isWouldBlock(result)) {
            readiness.drained(Poller.READ, before);
            failIf(unreported.take());
            return BlockingInput.WOULD_BLOCK;
        }
        failIf(result);
        return result;
    }

    private void failIf(long error) throws IOException {
        if (error == 0) {
            return;
        }
        reset = OsError.kind(error) == OsError.CONNECTION_RESET;
        if (reset) {
            endpoint.readiness.broken();
        } else {
            endpoint.readiness.doubtful();
        }
        throw OsError.ofStream(endpoint.sockets, error);
    }
}
