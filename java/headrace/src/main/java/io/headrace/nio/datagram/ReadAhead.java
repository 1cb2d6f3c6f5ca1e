// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.datagram;

import io.headrace.nio.channel.Buffers;
import io.headrace.nio.channel.Endpoint;
import io.headrace.os.DatagramStore;
import io.headrace.os.JoinedStore;
import io.headrace.os.MessageTable;
import io.headrace.os.ReceivedDatagrams;
import io.headrace.os.Sockets;
import java.nio.ByteBuffer;

/**
 * The datagrams of one channel that the system gave before somebody asked for them, in memory of the channel's own:
 * made by the first receive that reads ahead, given back when the last use of the handle ends. Guarded by the
 * handle's read lock.
 */
final class ReadAhead {
    /** After so many datagrams in a row more may well wait. */
    private static final int SHORT_ROW = 2;

    private static final int LONG_ROW = 64;

    /**
     * A call for several that finds one costs half a microsecond more than a call for one: with so many behind it
     * costs less than theirs.
     */
    private static final int PAYS = 4;

    private final Endpoint endpoint;
    private final Sockets sockets;

    /** Null until it is needed, and where there is none to be had. */
    private DatagramStore store;

    /** Null unless the system joins datagrams: then it holds them in place of the other one. */
    private JoinedStore joined;

    private boolean refused;

    /** Datagrams since the last call that found none, or did not pay. */
    private int inRow;

    /**
     * Twice as long after each call for several that did not pay, half as long as the shortest after one that did:
     * the last of those finds few.
     */
    private int row = SHORT_ROW;

    ReadAhead(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.sockets = endpoint.sockets;
    }

    /** From now on the system may join datagrams. Only while it is empty. */
    void join() {
        joined = new JoinedStore(sockets);
    }

    boolean isJoined() {
        return joined != null;
    }

    /** Receives datagrams that the system may have joined. Only while it is empty. Returns how many, or an error. */
    long fill() {
        long received = joined.fill(endpoint.descriptor());
        if (received > 0) {
            endpoint.readiness.stored(true);
        }
        return received;
    }

    private ReceivedDatagrams received() {
        return joined == null ? store : joined;
    }

    boolean isEmpty() {
        ReceivedDatagrams here = received();
        return here == null || here.isEmpty();
    }

    /**
     * As {@link Sockets#RECEIVE_FROM}, and may take more than the one where selectors ask keys for it. Only while it
     * is empty.
     */
    long receiveFrom(ByteBuffer memory, int at, int asked, ByteBuffer peer) {
        if (inRow < row || endpoint.owner.isBlocking() || !endpoint.readiness.reportsStored() || !hasStore()) {
            long n = sockets.transfer(Sockets.RECEIVE_FROM, endpoint.descriptor(), memory, at, asked, peer, null);
            inRow = n < 0 ? 0 : Math.min(inRow + 1, row);
            return n;
        }
        long n = store.receive(endpoint.descriptor(), memory, at, asked, peer);
        if (store.size() < PAYS) {
            inRow = 0;
            row = Math.min(2 * row, LONG_ROW);
        } else {
            row = SHORT_ROW / 2;
        }
        if (!store.isEmpty()) {
            endpoint.readiness.stored(true);
        }
        return n;
    }

    private boolean hasStore() {
        if (store == null && !refused) {
            DatagramStore opened = DatagramStore.open(sockets);
            refused = opened == null;
            if (!refused) {
                endpoint.handle.afterClose(opened::close);
                store = opened;
            }
        }
        return !refused;
    }

    /** The next datagram, as a receive takes one: what does not fit is dropped. */
    int take(ByteBuffer buffer, ByteBuffer peer) {
        int length = Math.min(received().length(), buffer.remaining());
        received().copy(0, length, buffer);
        taken(peer);
        return length;
    }

    /** Likewise, into several buffers one after the other. */
    long take(ByteBuffer[] buffers, int from, int to, ByteBuffer peer) {
        if (!prepare(buffers, from, to)) {
            return 0;
        }
        int length = received().length();
        int copied = 0;
        for (int i = from; i < to; i++) {
            int part = Math.min(length - copied, buffers[i].remaining());
            received().copy(copied, part, buffers[i]);
            copied += part;
        }
        taken(peer);
        return copied;
    }

    /** False where there is no room. */
    private static boolean prepare(ByteBuffer[] buffers, int from, int to) {
        boolean room = false;
        for (int i = from; i < to; i++) {
            Buffers.lookAt(buffers[i]);
            room |= buffers[i].hasRemaining();
        }
        return room;
    }

    private void taken(ByteBuffer peer) {
        received().take(peer);
        tellIfEmpty();
    }

    private void tellIfEmpty() {
        if (isEmpty()) {
            endpoint.readiness.stored(false);
        }
    }

    /** Moves datagrams to a batch: as many as it has room for, but at least one, which may be cut. */
    int take(MessageTable to, ByteBuffer payload) {
        ReceivedDatagrams from = received();
        ByteBuffer bytes = payload.duplicate().clear();
        int count = 0;
        while (!from.isEmpty() && count < to.capacity() && (count == 0 || from.length() <= bytes.remaining())) {
            int whole = from.length();
            int length = Math.min(whole, bytes.remaining());
            int offset = bytes.position();
            from.copy(0, length, bytes);
            from.take(to, count);
            to.place(count, offset, length, length < whole);
            count++;
        }
        tellIfEmpty();
        return count;
    }

    void clear() {
        if (!isEmpty()) {
            received().clear();
            endpoint.readiness.stored(false);
        }
    }
}
