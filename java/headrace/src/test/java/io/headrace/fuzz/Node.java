// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import java.net.SocketAddress;
import java.nio.channels.MembershipKey;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A channel of a {@link World}, with what is known of its connection without asking it. */
final class Node {
    /** Unread bytes that the kernel's queues hold whatever the provider does. */
    private static final long CERTAIN_BYTES = 4000;

    /** Writes that are certain not to block. */
    private static final int CERTAIN_WRITES = 3;

    final int id;
    final int slot;
    final Kind kind;
    final SelectableChannel channel;

    /** The other end; null where there is none. */
    Node peer;

    /** Of a bound listener, and of a datagram channel. */
    SocketAddress address;

    /** Of a listener: who connected and was not accepted yet. */
    final Queue<Node> waiting = new ArrayDeque<>();

    /** Of a datagram channel. */
    final List<MembershipKey> memberships = new ArrayList<>();

    long sent;
    long received;
    boolean closed;
    boolean outputShut;
    boolean inputShut;
    boolean urgentSent;

    /** TCP decides by its timers and windows how much more it takes and when: no figure of this output is compared. */
    boolean bulk;

    /** Bytes of the peer have not come for long. TCP's timers decide when: whether it can be read is not compared. */
    boolean stalled;

    private int unreadWrites;

    Node(int id, int slot, Kind kind, SelectableChannel channel) {
        this.id = id;
        this.slot = slot;
        this.kind = kind;
        this.channel = channel;
    }

    static void join(Node one, Node other) {
        one.peer = other;
        other.peer = one;
    }

    /** Bytes that this end wrote and the other did not read. */
    long pending() {
        return peer == null ? 0 : sent - peer.received;
    }

    /** Before a write of so many bytes. */
    void willWrite(long bytes) {
        if (pending() == 0) {
            unreadWrites = 0;
        }
        unreadWrites++;
        bulk |= kind == Kind.TCP && pending() + bytes > CERTAIN_BYTES;
    }

    /** What TCP's timers may add to the ready set at any moment, or not. */
    int uncertainOps() {
        return (bulk ? SelectionKey.OP_WRITE : 0) | (stalled ? SelectionKey.OP_READ : 0);
    }

    /** All was read, or is lost: the worlds may have moved different amounts, and go on from the same place. */
    void leaveBulk() {
        bulk = false;
        sent = 0;
        peer.received = 0;
    }

    /** {@link World#NO_CALL_AFTER_SHUTDOWN}: the JDK's write takes the reset from the read that follows. */
    private boolean writeTakesError() {
        return outputShut && (peer == null || peer.closed);
    }

    boolean writeReturns(long bytes) {
        return !writeTakesError() && isRoom(bytes);
    }

    private boolean isRoom(long bytes) {
        return !channel.isBlocking()
                || !bulk && pending() + bytes < CERTAIN_BYTES && (pending() == 0 || unreadWrites < CERTAIN_WRITES);
    }

    boolean readReturns() {
        return !channel.isBlocking() || isEnded() || peer != null && peer.pending() > 0;
    }

    /** Whether the end of the input is certain to come. */
    boolean isEnded() {
        return peer == null ? !isConnected() : closed || inputShut || peer.closed || peer.outputShut;
    }

    private boolean isConnected() {
        return channel instanceof SocketChannel socket && (socket.isConnected() || socket.isConnectionPending());
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + slot;
    }
}
