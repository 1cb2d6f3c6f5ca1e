// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.datagram;

import io.headrace.nio.channel.BlockedThreads;
import io.headrace.nio.channel.Buffers;
import io.headrace.nio.channel.ChannelCallbacks;
import io.headrace.nio.channel.Endpoint;
import io.headrace.nio.channel.IoVector;
import io.headrace.os.Addresses;
import io.headrace.os.Borrowed;
import io.headrace.os.OsError;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.lang.ref.Reference;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SelectionKey;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The sending half of a datagram channel. Any thread may call; one at a time sends. */
final class DatagramOutput<A extends SocketAddress> {
    private static final int WOULD_BLOCK = -1;

    private static final long SHORTEST_PAUSE = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

    private final Endpoint endpoint;
    private final Sockets sockets;
    private final DatagramState<A> state;

    /** Guarded by the handle's write lock. */
    private final KnownPeers<A> targets;

    /** Before the next send to a queue that was full. Guarded by the handle's write lock. */
    private long pause = SHORTEST_PAUSE;

    DatagramOutput(Endpoint endpoint, DatagramState<A> state) {
        this.endpoint = endpoint;
        this.sockets = endpoint.sockets;
        this.state = state;
        this.targets = state.family.peers();
    }

    int send(ByteBuffer buffer, SocketAddress to) throws IOException {
        Objects.requireNonNull(buffer);
        A target = state.family.check(to);
        endpoint.enterWrite();
        try {
            return (int) repeat(buffer, target, null, 0, 0);
        } finally {
            endpoint.handle.leaveWrite();
        }
    }

    /** In blocking mode only. */
    int sendBlocking(ByteBuffer buffer, SocketAddress to) throws IOException {
        A target = state.family.check(to);
        endpoint.enterWrite();
        try {
            if (!endpoint.owner.isBlocking()) {
                throw new IllegalBlockingModeException();
            }
            return (int) repeat(buffer, target, null, 0, 0);
        } finally {
            endpoint.handle.leaveWrite();
        }
    }

    int write(ByteBuffer buffer) throws IOException {
        Objects.requireNonNull(buffer);
        endpoint.enterWrite();
        try {
            return (int) repeat(buffer, null, null, 0, 0);
        } finally {
            endpoint.handle.leaveWrite();
        }
    }

    long write(ByteBuffer[] buffers, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffers.length);
        endpoint.enterWrite();
        try {
            return repeat(null, null, buffers, offset, offset + length);
        } finally {
            endpoint.handle.leaveWrite();
        }
    }

    /** To the peer that the channel is connected to where the target is null. */
    private long repeat(ByteBuffer buffer, A target, ByteBuffer[] buffers, int first, int last) throws IOException {
        ChannelCallbacks owner = endpoint.owner;
        if (!owner.isBlocking()) {
            A to = checked(target);
            int end = end(buffers, first, last);
            return isNothing(buffer, target) ? 0 : attemptOnce(buffer, to, buffers, first, end);
        }
        long n = WOULD_BLOCK;
        owner.beginBlocking();
        try {
            if (owner.isOpen()) {
                A to = checked(target);
                int end = end(buffers, first, last);
                n = isNothing(buffer, target) ? 0 : attemptUntilSent(buffer, to, buffers, first, end);
            }
        } finally {
            owner.endBlocking(n != WOULD_BLOCK);
        }
        return n;
    }

    /** An empty datagram is sent only where there is a target. */
    private static boolean isNothing(ByteBuffer buffer, SocketAddress target) {
        return target == null && buffer != null && !buffer.hasRemaining();
    }

    private long attemptUntilSent(ByteBuffer buffer, A to, ByteBuffer[] buffers, int first, int end)
            throws IOException {
        long n = WOULD_BLOCK;
        while (n == WOULD_BLOCK && endpoint.owner.isOpen()) {
            n = attempt(buffer, to, buffers, first, end);
            if (n == WOULD_BLOCK) {
                awaitRoom(buffer, to, buffers, first, end);
            }
        }
        return n;
    }

    private long attemptOnce(ByteBuffer buffer, A to, ByteBuffer[] buffers, int first, int end) throws IOException {
        long n = attempt(buffer, to, buffers, first, end);
        if (n == WOULD_BLOCK && isQueueHidden(to)) {
            endpoint.readiness.holdBack(SelectionKey.OP_WRITE, nextPause());
        }
        return Math.max(0, n);
    }

    private void awaitRoom(ByteBuffer buffer, A to, ByteBuffer[] buffers, int first, int end) throws IOException {
        if (isQueueHidden(to)) {
            endpoint.waiters.pause(Poller.WRITE, nextPause());
        } else {
            endpoint.await(Poller.WRITE, BlockedThreads.FOREVER, buffer, buffers, first, end);
        }
    }

    private boolean isQueueHidden(A to) {
        return to != null && state.family.hidesFullQueues();
    }

    private long nextPause() {
        long next = pause;
        pause = Math.min(2 * next, LONGEST_PAUSE);
        return next;
    }

    /** Null where the system knows the target. In blocking mode an interrupt goes before what it throws. */
    private A checked(A target) throws IOException {
        if (target == null) {
            state.ensureConnected();
            return null;
        }
        A remote = state.remote();
        if (remote != null && !remote.equals(target)) {
            throw new AlreadyConnectedException();
        }
        if (state.family.lacksPort(target)) {
            throw new SocketException("Can't send to port 0");
        }
        state.ensureBoundToSend();
        return remote == null ? target : null;
    }

    /** The end of those buffers that one call takes. */
    private int end(ByteBuffer[] buffers, int first, int last) {
        return buffers == null ? last : IoVector.end(buffers, first, last, sockets.vectorLimit(), false);
    }

    private long attempt(ByteBuffer buffer, A to, ByteBuffer[] buffers, int first, int end) throws IOException {
        return buffers == null ? sendOne(buffer, to) : gather(buffers, first, end);
    }

    private long sendOne(ByteBuffer buffer, A to) throws IOException {
        int position = buffer.position();
        int length = buffer.limit() - position;
        long n = buffer.isDirect() ? sendDirect(buffer, position, length, to) : Buffers.MUST_COPY;
        if (n == Buffers.MUST_COPY) {
            n = sendStaged(buffer, position, length, to);
        }
        if (n > 0) {
            buffer.position(position + (int) n);
        }
        return n;
    }

    private long sendDirect(ByteBuffer buffer, int position, int length, A to) throws IOException {
        Buffers.ensureAlive(buffer);
        long n;
        if (to == null) {
            n = send(buffer, position, length, null, null);
        } else {
            try (Borrowed peer = sockets.memory().borrow(Addresses.SIZE)) {
                n = send(buffer, position, length, to, peer.bytes());
            }
        }
        Reference.reachabilityFence(buffer);
        return n;
    }

    /** From the heap by way of borrowed memory, which holds the target in front of the bytes. */
    private long sendStaged(ByteBuffer buffer, int position, int length, A to) throws IOException {
        // More than fits is too long for a datagram: the system says so of the part.
        int fits = Math.min(length, state.family.largest());
        try (Borrowed staging = sockets.memory().borrow(Addresses.SIZE + fits)) {
            ByteBuffer memory = staging.bytes();
            return send(memory.put(Addresses.SIZE, buffer, position, fits), Addresses.SIZE, fits, to, memory);
        }
    }

    /** The target, if there is one, is written to {@code peer}. */
    private long send(ByteBuffer memory, int at, int length, A to, ByteBuffer peer) throws IOException {
        long n;
        do {
            long before = endpoint.readiness.before(Poller.WRITE);
            n = learned(system(memory, at, length, to, peer), before, to != null);
        } while (n == DatagramErrors.AGAIN);
        return n;
    }

    private long system(ByteBuffer memory, int at, int length, A to, ByteBuffer peer) throws SocketException {
        if (to == null) {
            return sockets.transfer(Sockets.SEND, endpoint.descriptor(), memory, at, length, null, null);
        }
        targets.write(peer, to);
        return sockets.transfer(Sockets.SEND_TO, endpoint.descriptor(), memory, at, length, peer, null);
    }

    private long gather(ByteBuffer[] buffers, int first, int end) throws IOException {
        try (IoVector vector = new IoVector(sockets, state.family.largest())) {
            vector.fill(buffers, first, end, true);
            if (vector.count() == 0) {
                return 0;
            }
            long before = endpoint.readiness.before(Poller.WRITE);
            long sent = vector.send(endpoint.descriptor());
            long n = learned(sent, before, false);
            vector.advance(buffers, n, false);
            return n;
        }
    }

    private long learned(long result, long before, boolean addressed) throws IOException {
        if (OsError.isOfSegment(result)) {
            return Buffers.MUST_COPY;
        }
        if (OsError.isWouldBlock(result)) {
            endpoint.readiness.drained(Poller.WRITE, before);
            return WOULD_BLOCK;
        }
        if (pause != SHORTEST_PAUSE) {
            pause = SHORTEST_PAUSE;
            endpoint.readiness.letGo();
        }
        endpoint.readiness.doubtful(Poller.WRITE);
        return result >= 0 ? result : state.family.raise(sockets, result, state.remote() != null, addressed);
    }
}
