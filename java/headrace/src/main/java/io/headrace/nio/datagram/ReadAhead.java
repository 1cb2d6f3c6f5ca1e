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

    /** Null until the first is needed. */
    private Stores stores;

    /** {@link #join} was of no use. */
    private boolean neverJoins;

    private boolean refused;

    /** Datagrams since the last call that found none, or did not pay. */
    private int inRow;

    /**
     * Twice as long after each call for several that did not pay, half as long as the shortest after one that did:
     * the last of those finds few.
     */
    private int row = SHORT_ROW;

    /** Apart, because what frees a channel's memory must not reach the channel. */
    private static final class Stores {
        /** Null where there is none to be had, and once {@link #joined} has taken its place. */
        DatagramStore store;

        /** Null unless the system joins datagrams. What is in the other one came before. */
        JoinedStore joined;

        ReceivedDatagrams received() {
            return joined == null || store != null && !store.isEmpty() ? store : joined;
        }

        void closeReplaced() {
            if (joined != null && store != null) {
                store.close();
                store = null;
            }
        }

        void close() {
            if (store != null) {
                store.close();
            }
            if (joined != null) {
                joined.close();
            }
        }
    }

    ReadAhead(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.sockets = endpoint.sockets;
    }

    /**
     * From now on the system may join datagrams. False where it does not, there is no memory for them, or others share
     * the socket: they would take several for one.
     */
    boolean join() {
        if (endpoint.handle.isShared()) {
            return false;
        }
        JoinedStore opened = JoinedStore.open(sockets);
        boolean joins = opened != null && sockets.batchJoin(endpoint.descriptor()) >= 0;
        if (joins) {
            stores().joined = opened;
        } else if (opened != null) {
            opened.close();
        }
        return joins;
    }

    boolean isJoined() {
        return stores != null && stores.joined != null;
    }

    /** Receives datagrams that the system may have joined. Only while it is empty. Returns how many, or an error. */
    long fill() {
        boolean several = isSeveralDue();
        JoinedStore joined = stores.joined;
        long received = joined.fill(endpoint.descriptor(), several ? JoinedStore.MOST_RECEIVES : 1);
        if (several) {
            countPay(joined.size());
        } else {
            countOne(received);
        }
        if (received > 0) {
            endpoint.readiness.stored(true);
        }
        return received;
    }

    private ReceivedDatagrams received() {
        return stores == null ? null : stores.received();
    }

    private Stores stores() {
        if (stores == null) {
            stores = new Stores();
            endpoint.handle.afterClose(stores::close);
        }
        return stores;
    }

    /** Receives in a row have found something, and a selector will tell of what is stored. */
    private boolean isSeveralDue() {
        return inRow >= row && !endpoint.owner.isBlocking() && endpoint.readiness.reportsStored();
    }

    private void countOne(long result) {
        inRow = result < 0 ? 0 : Math.min(inRow + 1, row);
    }

    private void countPay(int stored) {
        if (stored < PAYS) {
            inRow = 0;
            row = Math.min(2 * row, LONG_ROW);
        } else {
            row = SHORT_ROW / 2;
        }
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
        if (!isSeveralDue() || !hasStore()) {
            long n = sockets.transfer(Sockets.RECEIVE_FROM, endpoint.descriptor(), memory, at, asked, peer, null);
            countOne(n);
            return n;
        }
        DatagramStore store = stores.store;
        long n = store.receive(endpoint.descriptor(), memory, at, asked, peer);
        countPay(store.size());
        if (!store.isEmpty()) {
            endpoint.readiness.stored(true);
        }
        if (store.size() >= PAYS && !neverJoins) {
            // A peer may have sent them as one (UDP_SEGMENT), and will send more: joined, they cost less.
            neverJoins = !join();
        }
        return n;
    }

    private boolean hasStore() {
        if (!refused && stores().store == null) {
            stores.store = DatagramStore.open(sockets);
            refused = stores.store == null;
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
            stores.closeReplaced();
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
            tellIfEmpty();
        }
    }
}
