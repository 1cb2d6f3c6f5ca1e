// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.datagram;

import io.headrace.nio.channel.BlockingInput;
import io.headrace.nio.channel.Buffers;
import io.headrace.nio.channel.ChannelCallbacks;
import io.headrace.nio.channel.Deadline;
import io.headrace.nio.channel.Endpoint;
import io.headrace.nio.channel.IoVector;
import io.headrace.os.Addresses;
import io.headrace.os.Borrowed;
import io.headrace.os.MessageTable;
import io.headrace.os.OsError;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.lang.ref.Reference;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.IllegalBlockingModeException;
import java.util.Objects;

/** The receiving half of a datagram channel. Any thread may call; one at a time receives. */
final class DatagramInput<A extends SocketAddress> implements BlockingInput.Source {
    private final Endpoint endpoint;
    private final Sockets sockets;
    private final DatagramState<A> state;

    /** Made by the first who blocks: most channels see none. Guarded by the handle's read lock. */
    private BlockingInput blocking;

    /** Guarded by the handle's read lock. */
    private final KnownPeers<A> senders;

    /** The call under way asks for the sender. Guarded by the handle's read lock. */
    private boolean addressed;

    /** Of the last datagram whose sender was asked for. Guarded by the handle's read lock. */
    private A sender;

    /** Null where each call asks the system. Guarded by the handle's read lock, once others know the channel. */
    private ReadAhead ahead;

    DatagramInput(Endpoint endpoint, DatagramState<A> state, boolean readAhead) {
        this.endpoint = endpoint;
        this.sockets = endpoint.sockets;
        this.state = state;
        this.senders = state.family.peers();
        this.ahead = readAhead ? new ReadAhead(endpoint) : null;
    }

    /** With the read lock: what was received and nobody has taken is thrown away. */
    void drop() {
        if (ahead != null) {
            ahead.clear();
        }
    }

    /** The sender; null where there is no datagram in non-blocking mode. */
    A receive(ByteBuffer buffer) throws IOException {
        Buffers.ensureWritable(buffer);
        endpoint.enterRead();
        try {
            return receiveFrom(buffer, 0);
        } finally {
            endpoint.handle.leaveRead();
        }
    }

    /** In blocking mode only; 0 is without limit. */
    A receiveBlocking(ByteBuffer buffer, long timeoutNanos) throws IOException {
        endpoint.enterRead();
        try {
            if (!endpoint.owner.isBlocking()) {
                throw new IllegalBlockingModeException();
            }
            return receiveFrom(buffer, timeoutNanos);
        } finally {
            endpoint.handle.leaveRead();
        }
    }

    private A receiveFrom(ByteBuffer buffer, long timeoutNanos) throws IOException {
        addressed = true;
        long n = repeat(buffer, null, 0, 0, timeoutNanos);
        return n == BlockingInput.WOULD_BLOCK ? null : sender;
    }

    int read(ByteBuffer buffer) throws IOException {
        Objects.requireNonNull(buffer);
        endpoint.enterRead();
        try {
            addressed = false;
            return (int) bytes(repeat(buffer, null, 0, 0, 0));
        } finally {
            endpoint.handle.leaveRead();
        }
    }

    long read(ByteBuffer[] buffers, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffers.length);
        endpoint.enterRead();
        try {
            addressed = false;
            return bytes(repeat(null, buffers, offset, offset + length, 0));
        } finally {
            endpoint.handle.leaveRead();
        }
    }

    private static long bytes(long n) {
        return n == BlockingInput.WOULD_BLOCK ? 0 : n;
    }

    private long repeat(ByteBuffer buffer, ByteBuffer[] buffers, int from, int to, long timeoutNanos)
            throws IOException {
        ChannelCallbacks owner = endpoint.owner;
        if (!owner.isBlocking()) {
            int end = checked(buffer, buffers, from, to);
            return asksForNothing(buffer) ? 0 : attempt(buffer, buffers, from, end);
        }
        Deadline deadline = Deadline.of("Receive", timeoutNanos);
        long n = BlockingInput.WOULD_BLOCK;
        owner.beginBlocking();
        try {
            if (owner.isOpen()) {
                int end = checked(buffer, buffers, from, to);
                n = asksForNothing(buffer) ? 0 : take(buffer, buffers, from, end, deadline);
            }
        } finally {
            owner.endBlocking(n != BlockingInput.WOULD_BLOCK);
        }
        return n;
    }

    /** The end of those buffers that one call takes. In blocking mode an interrupt goes before what it throws. */
    private int checked(ByteBuffer buffer, ByteBuffer[] buffers, int from, int to) throws IOException {
        if (addressed) {
            state.ensureBound();
            return to;
        }
        state.ensureConnected();
        if (buffers != null) {
            return IoVector.end(buffers, from, to, sockets.vectorLimit(), true);
        }
        Buffers.ensureWritable(buffer);
        return to;
    }

    private boolean asksForNothing(ByteBuffer buffer) {
        return !addressed && buffer != null && !buffer.hasRemaining();
    }

    private long take(ByteBuffer buffer, ByteBuffer[] buffers, int from, int to, Deadline deadline) throws IOException {
        return isStored()
                ? attempt(buffer, buffers, from, to)
                : blocking().take(this, buffer, buffers, from, to, deadline);
    }

    private BlockingInput blocking() {
        if (blocking == null) {
            blocking = new BlockingInput(endpoint);
        }
        return blocking;
    }

    /** With the read lock: from now on the system may join datagrams, and each receive parts them. */
    boolean join() {
        if (ahead == null) {
            ahead = new ReadAhead(endpoint);
        }
        return ahead.join();
    }

    boolean isJoined() {
        return ahead != null && ahead.isJoined();
    }

    /** Receives datagrams that may be joined. Only while none is stored. As an attempt: how many came. */
    long fill() throws IOException {
        long n;
        do {
            long before = endpoint.readiness.before(Poller.READ);
            n = learned(ahead.fill(), before);
        } while (n == DatagramErrors.AGAIN);
        return n;
    }

    /** Moves stored datagrams to a batch. Returns how many. */
    int takeStored(MessageTable messages, ByteBuffer payload) {
        return ahead.take(messages, payload);
    }

    /** The next receive takes a datagram without asking the system. */
    boolean isStored() {
        return ahead != null && !ahead.isEmpty();
    }

    @Override
    public long attempt(ByteBuffer buffer, ByteBuffer[] buffers, int from, int to) throws IOException {
        if (isJoined() && !isStored() && fill() == BlockingInput.WOULD_BLOCK) {
            return BlockingInput.WOULD_BLOCK;
        }
        if (isStored()) {
            return take(buffer, buffers, from, to);
        }
        if (buffers != null) {
            return scatter(buffers, from, to);
        }
        long n = buffer.isDirect() ? receiveDirect(buffer) : Buffers.MUST_COPY;
        return n == Buffers.MUST_COPY ? receiveStaged(buffer) : n;
    }

    private long take(ByteBuffer buffer, ByteBuffer[] buffers, int from, int to) {
        try (Borrowed peer = sockets.memory().borrow(Addresses.SIZE)) {
            long n = buffers == null ? ahead.take(buffer, peer.bytes()) : ahead.take(buffers, from, to, peer.bytes());
            return noteSender(n, peer.bytes());
        }
    }

    private long receiveDirect(ByteBuffer buffer) throws IOException {
        Buffers.ensureAlive(buffer);
        int position = buffer.position();
        int asked = Math.min(buffer.limit() - position, state.family.largest());
        long n;
        if (isPeerNeeded()) {
            try (Borrowed peer = sockets.memory().borrow(Addresses.SIZE)) {
                n = receiveFrom(buffer, position, asked, peer.bytes());
            }
        } else {
            n = receiveFrom(buffer, position, asked, null);
        }
        Reference.reachabilityFence(buffer);
        if (n > 0) {
            buffer.position(position + (int) n);
        }
        return n;
    }

    /** To the heap by way of borrowed memory, which holds the sender in front of the bytes. */
    private long receiveStaged(ByteBuffer buffer) throws IOException {
        int position = buffer.position();
        int asked = Math.min(buffer.limit() - position, state.family.largest());
        try (Borrowed staging = sockets.memory().borrow(Addresses.SIZE + asked)) {
            ByteBuffer memory = staging.bytes();
            long n = receiveFrom(memory, Addresses.SIZE, asked, isPeerNeeded() ? memory : null);
            if (n > 0) {
                buffer.put(position, memory, Addresses.SIZE, (int) n).position(position + (int) n);
            }
            return n;
        }
    }

    private boolean isPeerNeeded() {
        return addressed || ahead != null;
    }

    /** The peer is null where it is not needed. */
    private long receiveFrom(ByteBuffer memory, int at, int asked, ByteBuffer peer) throws IOException {
        long n;
        do {
            long before = endpoint.readiness.before(Poller.READ);
            n = learned(system(memory, at, asked, peer), before);
        } while (n == DatagramErrors.AGAIN);
        return noteSender(n, peer);
    }

    private long noteSender(long n, ByteBuffer peer) {
        if (addressed && n >= 0) {
            sender = senders.read(peer);
        }
        return n;
    }

    private long system(ByteBuffer memory, int at, int asked, ByteBuffer peer) {
        if (peer == null) {
            return sockets.transfer(Sockets.RECEIVE, endpoint.descriptor(), memory, at, asked, null, null);
        }
        return ahead == null
                ? sockets.transfer(Sockets.RECEIVE_FROM, endpoint.descriptor(), memory, at, asked, peer, null)
                : ahead.receiveFrom(memory, at, asked, peer);
    }

    private long scatter(ByteBuffer[] buffers, int from, int to) throws IOException {
        try (IoVector vector = new IoVector(sockets, state.family.largest())) {
            vector.fill(buffers, from, to, false);
            if (vector.count() == 0) {
                return 0;
            }
            long before = endpoint.readiness.before(Poller.READ);
            long n = learned(vector.receive(endpoint.descriptor()), before);
            vector.advance(buffers, n, true);
            return n;
        }
    }

    long learned(long result, long before) throws IOException {
        if (OsError.isOfSegment(result)) {
            return Buffers.MUST_COPY;
        }
        if (OsError.isWouldBlock(result)) {
            endpoint.readiness.drained(Poller.READ, before);
            return BlockingInput.WOULD_BLOCK;
        }
        endpoint.readiness.doubtful(Poller.READ);
        return result >= 0 ? result : state.family.raise(sockets, result, state.remote() != null, addressed);
    }
}
