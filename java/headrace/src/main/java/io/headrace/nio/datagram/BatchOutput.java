// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.datagram;

import io.headrace.nio.channel.BlockedThreads;
import io.headrace.nio.channel.ChannelCallbacks;
import io.headrace.nio.channel.Endpoint;
import io.headrace.os.MessageTable;
import io.headrace.os.OsError;
import io.headrace.os.Poller;
import io.headrace.os.RecentAddresses;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.lang.ref.Reference;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.NotYetConnectedException;

/** Sends the messages of batches. Any thread may call; one at a time sends, and no other datagrams meanwhile. */
public final class BatchOutput {
    private final Endpoint endpoint;
    private final Sockets sockets;
    private final DatagramState<InetSocketAddress> state;

    /** Guarded by the handle's write lock. */
    private final RecentAddresses targets = new RecentAddresses();

    /** Of the message behind those that the last call sent, for the next call; 0 for none. Guarded likewise. */
    private long pending;

    BatchOutput(Endpoint endpoint, DatagramState<InetSocketAddress> state) {
        this.endpoint = endpoint;
        this.sockets = endpoint.sockets;
        this.state = state;
    }

    /**
     * @param peers to whom each message goes; null for where the channel is connected to
     * @return how many messages were sent
     */
    public int send(MessageTable messages, ByteBuffer payload, InetSocketAddress[] peers, int from, int to)
            throws IOException {
        endpoint.enterWrite();
        try {
            throwPending(from);
            state.ensureBound();
            if (from == to) {
                return 0;
            }
            address(messages, peers, from, to);
            return repeat(messages, payload, peers, from, to);
        } finally {
            endpoint.handle.leaveWrite();
        }
    }

    private void throwPending(int message) throws IOException {
        long error = pending;
        pending = 0;
        if (error != 0) {
            raise(error, message);
        }
    }

    private void address(MessageTable messages, InetSocketAddress[] peers, int from, int to) throws SocketException {
        InetSocketAddress remote = state.remote();
        InetSocketAddress before = null;
        for (int i = from; i < to; i++) {
            InetSocketAddress peer = peers[i];
            ensureAllowed(peer, remote);
            boolean same = i > from && peer == before;
            messages.setFlag(i, MessageTable.SAME_PEER, same);
            if (remote != null) {
                messages.clearPeer(i);
            } else if (!same) {
                messages.setPeer(i, state.family.number(), peer, targets);
            }
            before = peer;
        }
    }

    private static void ensureAllowed(InetSocketAddress peer, InetSocketAddress remote) throws SocketException {
        if (peer == null) {
            if (remote == null) {
                throw new NotYetConnectedException();
            }
        } else if (remote != null && peer != remote && !peer.equals(remote)) {
            throw new AlreadyConnectedException();
        } else if (peer.getPort() == 0) {
            throw new SocketException("Can't send to port 0");
        }
    }

    private int repeat(MessageTable messages, ByteBuffer payload, InetSocketAddress[] peers, int from, int to)
            throws IOException {
        ChannelCallbacks owner = endpoint.owner;
        if (!owner.isBlocking()) {
            return attempt(messages, payload, from, from, to);
        }
        int at = from;
        owner.beginBlocking();
        try {
            while (at < to && pending == 0 && owner.isOpen()) {
                at += attempt(messages, payload, from, at, to);
                if (at < to && pending == 0) {
                    endpoint.await(Poller.WRITE, BlockedThreads.FOREVER);
                    address(messages, peers, at, to);
                }
            }
        } finally {
            owner.endBlocking(at > from);
        }
        return at - from;
    }

    /**
     * Sends once from the message {@code at} on.
     *
     * @param first of this call: where it was sent already, an error is left to the next call
     */
    private int attempt(MessageTable messages, ByteBuffer payload, int first, int at, int to) throws IOException {
        while (true) {
            long before = endpoint.readiness.before(Poller.WRITE);
            long sent = sockets.batchSend(endpoint.descriptor(), messages.memory(), at, to, payload);
            Reference.reachabilityFence(payload);
            Reference.reachabilityFence(messages);
            OsError.check(sockets, sent);
            long error = messages.error();
            if (OsError.isWouldBlock(error)) {
                endpoint.readiness.drained(Poller.WRITE, before);
                return (int) sent;
            }
            endpoint.readiness.doubtful(Poller.WRITE);
            if (error == 0 || at + sent > first) {
                pending = error;
                return (int) sent;
            }
            raise(error, at);
        }
    }

    /** Throws, unless the error was of an earlier datagram and is used up. */
    private void raise(long error, int message) throws IOException {
        if (OsError.kind(error) == OsError.CONNECTION_REFUSED) {
            DatagramErrors.raise(sockets, error, state.remote() != null, true);
            return;
        }
        SocketException failure = new SocketException("message " + message + ": " + OsError.text(sockets, error));
        failure.initCause(OsError.ofSocket(sockets, error));
        throw failure;
    }
}
