// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.lang.annotation.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Datagrams that were received ahead of the calls that take them, in the order in which they came, as {@code hr_datagram}
 * lies in memory. One thread at a time; nobody uses it once it is closed.
 */
public final class DatagramStore {
    @Native
    private static final int SIZE = 65668;

    @Native
    private static final int LENGTH = Addresses.SIZE;

    @Native
    private static final int BYTES = 132;

    private final Sockets sockets;
    private final ByteBuffer memory;
    private int next;
    private int end;

    private DatagramStore(Sockets sockets, ByteBuffer memory) {
        this.sockets = sockets;
        this.memory = memory.order(ByteOrder.nativeOrder());
    }

    /** Null where there is none to be had. */
    public static DatagramStore open(Sockets sockets) {
        ByteBuffer memory = sockets.openStore();
        return memory == null ? null : new DatagramStore(sockets, memory);
    }

    public void close() {
        sockets.closeStore(memory);
    }

    public boolean isEmpty() {
        return next == end;
    }

    /** Datagrams that nobody has taken. */
    public int size() {
        return end - next;
    }

    public void clear() {
        next = end;
    }

    /** As {@link Sockets#receiveFrom}; where that answers a datagram, the store holds those behind it. Only while it is empty. */
    public long receive(long socket, ByteBuffer buffer, int position, int length, ByteBuffer peer) {
        long result = sockets.receiveAhead(socket, buffer, position, length, peer, memory);
        if (result < 0) {
            return result;
        }
        next = 0;
        end = (int) (result >>> Integer.SIZE);
        return result & 0xffff_ffffL;
    }

    /** Of the next datagram. */
    public int length() {
        return memory.getInt(next * SIZE + LENGTH);
    }

    /** Copies bytes of the next datagram to the buffer's position and on. */
    public void copy(int from, int length, ByteBuffer to) {
        int position = to.position();
        to.put(position, memory, next * SIZE + BYTES + from, length).position(position + length);
    }

    /** The next datagram is taken. */
    public void take(ByteBuffer peer) {
        peer.put(0, memory, next * SIZE, Addresses.SIZE);
        next++;
    }
}
