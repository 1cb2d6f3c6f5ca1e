// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.datagram;

import io.headrace.nio.channel.BlockedThreads;
import io.headrace.nio.channel.Buffers;
import io.headrace.nio.channel.ChannelCallbacks;
import io.headrace.nio.channel.Endpoint;
import io.headrace.nio.channel.Inet;
import io.headrace.nio.channel.IoVector;
import io.headrace.os.Addresses;
import io.headrace.os.Borrowed;
import io.headrace.os.Memory;
import io.headrace.os.OsError;
import io.headrace.os.Poller;
import io.headrace.os.RecentAddresses;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.lang.ref.Reference;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.IllegalBlockingModeException;
import java.util.Objects;

/** The sending half of a datagram channel. Any thread may call; one at a time sends. */
final class DatagramOutput {
    private static final int WOULD_BLOCK = -1;

    private final Endpoint endpoint;
    private final Sockets sockets;
    private final DatagramState state;

    /** Guarded by the handle's write lock. */
    private final RecentAddresses targets = new RecentAddresses();

    DatagramOutput(Endpoint endpoint, DatagramState state) {
        this.endpoint = endpoint;
        this.sockets = endpoint.sockets;
        this.state = state;
    }

    int send(ByteBuffer buffer, SocketAddress to) throws IOException {
        Objects.requireNonNull(buffer);
        InetSocketAddress inet = Inet.check(to, state.family);
        endpoint.enterWrite();
        try {
            return (int) repeat(buffer, inet, null, 0, 0);
        } finally {
            endpoint.handle.leaveWrite();
        }
    }

    /** In blocking mode only. */
    int sendBlocking(ByteBuffer buffer, SocketAddress to) throws IOException {
        InetSocketAddress inet = Inet.check(to, state.family);
        endpoint.enterWrite();
        try {
            if (!endpoint.owner.isBlocking()) {
                throw new IllegalBlockingModeException();
            }
            return (int) repeat(buffer, inet, null, 0, 0);
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
    private long repeat(ByteBuffer buffer, InetSocketAddress target, ByteBuffer[] buffers, int first, int last)
            throws IOException {
        ChannelCallbacks owner = endpoint.owner;
        if (!owner.isBlocking()) {
            InetSocketAddress to = checked(target);
            int end = end(buffers, first, last);
            return isNothing(buffer, target) ? 0 : Math.max(0, attempt(buffer, to, buffers, first, end));
        }
        long n = WOULD_BLOCK;
        owner.beginBlocking();
        try {
            if (owner.isOpen()) {
                InetSocketAddress to = checked(target);
                int end = end(buffers, first, last);
                n = isNothing(buffer, target) ? 0 : attemptUntilSent(buffer, to, buffers, first, end);
            }
        } finally {
            owner.endBlocking(n != WOULD_BLOCK);
        }
        return n;
    }

    /** An empty datagram is sent only where there is a target. */
    private static boolean isNothing(ByteBuffer buffer, InetSocketAddress target) {
        return target == null && buffer != null && !buffer.hasRemaining();
    }

    private long attemptUntilSent(ByteBuffer buffer, InetSocketAddress to, ByteBuffer[] buffers, int first, int end)
            throws IOException {
        long n = WOULD_BLOCK;
        while (n == WOULD_BLOCK && endpoint.owner.isOpen()) {
            n = attempt(buffer, to, buffers, first, end);
            if (n == WOULD_BLOCK) {
                endpoint.await(Poller.WRITE, BlockedThreads.FOREVER, buffer, buffers, first, end);
            }
        }
        return n;
    }

    /** Null where the system knows the target. In blocking mode an interrupt goes before what it throws. */
    private InetSocketAddress checked(InetSocketAddress target) throws IOException {
        if (target == null) {
            state.ensureConnected();
            return null;
        }
        InetSocketAddress remote = state.remote();
        if (remote != null && !remote.equals(target)) {
            throw new AlreadyConnectedException();
        }
        if (target.getPort() == 0) {
            throw new SocketException("Can't send to port 0");
        }
        state.ensureBound();
        return remote == null ? target : null;
    }

    /** The end of those buffers that one call takes. */
    private int end(ByteBuffer[] buffers, int first, int last) {
        return buffers == null ? last : IoVector.end(buffers, first, last, sockets.vectorLimit(), false);
    }

    private long attempt(ByteBuffer buffer, InetSocketAddress to, ByteBuffer[] buffers, int first, int end)
            throws IOException {
        return buffers == null ? sendOne(buffer, to) : gather(buffers, first, end);
    }

    private long sendOne(ByteBuffer buffer, InetSocketAddress to) throws IOException {
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

    private long sendDirect(ByteBuffer buffer, int position, int length, InetSocketAddress to) throws IOException {
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
    private long sendStaged(ByteBuffer buffer, int position, int length, InetSocketAddress to) throws IOException {
        // More than fits is too long for a datagram: the system says so of the part.
        int fits = Math.min(length, Memory.LARGEST - Addresses.SIZE);
        try (Borrowed staging = sockets.memory().borrow(Addresses.SIZE + fits)) {
            ByteBuffer memory = staging.bytes();
            return send(memory.put(Addresses.SIZE, buffer, position, fits), Addresses.SIZE, fits, to, memory);
        }
    }

    /** The target, if there is one, is written to {@code peer}. */
    private long send(ByteBuffer memory, int at, int length, InetSocketAddress to, ByteBuffer peer) throws IOException {
        long n;
        do {
            long before = endpoint.readiness.before(Poller.WRITE);
            n = learned(system(memory, at, length, to, peer), before, to != null);
        } while (n == DatagramErrors.AGAIN);
        return n;
    }

    private long system(ByteBuffer memory, int at, int length, InetSocketAddress to, ByteBuffer peer)
            throws SocketException {
        if (to == null) {
            return sockets.transfer(Sockets.SEND, endpoint.descriptor(), memory, at, length, null, null);
        }
        targets.write(peer, state.family, to);
        return sockets.transfer(Sockets.SEND_TO, endpoint.descriptor(), memory, at, length, peer, null);
    }

    private long gather(ByteBuffer[] buffers, int first, int end) throws IOException {
        try (IoVector vector = new IoVector(sockets)) {
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
        endpoint.readiness.doubtful(Poller.WRITE);
        return result >= 0 ? result : DatagramErrors.raise(sockets, result, state.remote() != null, addressed);
    }
}
