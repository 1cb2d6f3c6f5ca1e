// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.lang.annotation.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Datagrams that were received before somebody asked for them, in the order in which they came. The memory has the
 * layout of {@code hr_datagram} ({@code native/include/hr_socket.h}). One thread at a time; do not use it after
 * {@link #close}.
 */
public final class DatagramStore implements ReceivedDatagrams {
    @Native
    private static final int SIZE = 65668;

    @Native
    private static final int LENGTH = Addresses.SIZE;

    @Native
    private static final int BYTES = 132;

    private final Sockets sockets;
    /** Null once it is given back. */
    private ByteBuffer memory;

    private int next;
    private int end;

    private DatagramStore(Sockets sockets, ByteBuffer memory) {
        this.sockets = sockets;
        this.memory = memory.order(ByteOrder.nativeOrder());
    }

    /** Null if the system has no memory for it, or no call that receives several datagrams. */
    public static DatagramStore open(Sockets sockets) {
        ByteBuffer memory = sockets.openStore();
        return memory == null ? null : new DatagramStore(sockets, memory);
    }

    /** Once more does nothing. */
    public void close() {
        if (memory != null) {
            sockets.closeStore(memory);
            memory = null;
        }
    }

    @Override
    public boolean isEmpty() {
        return next == end;
    }

    /** The number of datagrams that nobody has taken. */
    @Override
    public int size() {
        return end - next;
    }

    @Override
    public void clear() {
        next = end;
    }

    /** As {@link Sockets#RECEIVE_FROM}, and stores the datagrams behind the first. Only while the store is empty. */
    public long receive(long socket, ByteBuffer buffer, int position, int length, ByteBuffer peer) {
        long result = sockets.transfer(Sockets.RECEIVE_AHEAD, socket, buffer, position, length, peer, memory);
        if (result < 0) {
            return result;
        }
        next = 0;
        end = (int) (result >>> Integer.SIZE);
        return result & 0xffff_ffffL;
    }

    /** The length of the next datagram. */
    @Override
    public int length() {
        return memory.getInt(next * SIZE + LENGTH);
    }

    /** Copies bytes of the next datagram to the buffer, from the buffer's position on. */
    @Override
    public void copy(int from, int length, ByteBuffer to) {
        int position = to.position();
        to.put(position, memory, next * SIZE + BYTES + from, length).position(position + length);
    }

    /** Takes the next datagram out of the store, after writing its sender to {@code peer}. */
    @Override
    public void take(ByteBuffer peer) {
        peer.put(0, memory, next * SIZE, Addresses.SIZE);
        next++;
    }

    @Override
    public void take(MessageTable to, int message) {
        to.set(message, 0, 0);
        to.memory().put(to.peerAt(message), memory, next * SIZE, Addresses.SIZE);
        next++;
    }
}
