// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.lang.annotation.Native;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The messages of a batch, in the layout of {@code hr_batch} ({@code native/include/hr_batch.h}), which has the
 * meaning of each field. One thread at a time.
 */
public final class MessageTable {
    @Native
    public static final int MOST = 4096;

    /** So many datagrams, and so many bytes, the system joins to one at most. */
    @Native
    public static final int JOINED_MOST = 128;

    @Native
    public static final int JOINED_BYTES = 64 * 1024;

    @Native
    public static final int SAME_PEER = 1;

    @Native
    public static final int TRUNCATED = 1 << 1;

    @Native
    public static final int HAS_TOS = 1 << 2;

    @Native
    public static final int HAS_DROPPED = 1 << 3;

    @Native
    private static final int CAPACITY = 8;

    @Native
    private static final int MESSAGES = 16;

    @Native
    private static final int SIZE = 288;

    @Native
    private static final int LOCAL = 128;

    @Native
    private static final int TIME = 256;

    @Native
    private static final int OFFSET = 264;

    @Native
    private static final int LENGTH = 268;

    @Native
    private static final int FLAGS = 272;

    @Native
    private static final int TOS = 276;

    @Native
    private static final int DROPPED = 280;

    private final int capacity;
    private final ByteBuffer memory;

    /** Views of the addresses of each message; made when they are first needed. */
    private final ByteBuffer[] peers;

    private final ByteBuffer[] locals;

    private MessageTable(int capacity, ByteBuffer memory) {
        this.capacity = capacity;
        this.memory = memory.order(ByteOrder.nativeOrder()).putInt(CAPACITY, capacity);
        this.peers = new ByteBuffer[capacity];
        this.locals = new ByteBuffer[capacity];
    }

    /** @throws UnsupportedOperationException the platform has no batches */
    public static MessageTable allocate(Sockets sockets, int capacity) {
        long size = sockets.batchSize(capacity);
        if (size < 0) {
            throw new UnsupportedOperationException("This platform has no batches of datagrams");
        }
        return new MessageTable(capacity, ByteBuffer.allocateDirect((int) size));
    }

    /** In memory of {@link Sockets#batchSize} bytes, whatever is in it. */
    static MessageTable in(ByteBuffer memory, int capacity) {
        return new MessageTable(capacity, memory.put(0, new byte[MESSAGES]));
    }

    public ByteBuffer memory() {
        return memory;
    }

    public int capacity() {
        return capacity;
    }

    /** Why the last send sent no more messages; 0 for no reason. */
    public long error() {
        return memory.getLong(0);
    }

    private static int at(int message) {
        return MESSAGES + message * SIZE;
    }

    public void set(int message, int offset, int length) {
        int at = at(message);
        memory.putInt(at + LOCAL, 0);
        memory.putLong(at + TIME, 0);
        memory.putInt(at + OFFSET, offset);
        memory.putInt(at + LENGTH, length);
        memory.putInt(at + FLAGS, 0);
        memory.putInt(at + TOS, 0);
    }

    public int offset(int message) {
        return memory.getInt(at(message) + OFFSET);
    }

    public int length(int message) {
        return memory.getInt(at(message) + LENGTH);
    }

    /** Where the bytes of a received message are, and whether some were lost. */
    public void place(int message, int offset, int length, boolean truncated) {
        memory.putInt(at(message) + OFFSET, offset);
        memory.putInt(at(message) + LENGTH, length);
        if (truncated) {
            setFlag(message, TRUNCATED, true);
        }
    }

    public boolean has(int message, int flag) {
        return (memory.getInt(at(message) + FLAGS) & flag) != 0;
    }

    public void setFlag(int message, int flag, boolean on) {
        int at = at(message) + FLAGS;
        int flags = memory.getInt(at);
        memory.putInt(at, on ? flags | flag : flags & ~flag);
    }

    public int tos(int message) {
        return memory.getInt(at(message) + TOS);
    }

    public void setTos(int message, int tos) {
        memory.putInt(at(message) + TOS, tos);
        setFlag(message, HAS_TOS, true);
    }

    public int dropped(int message) {
        return memory.getInt(at(message) + DROPPED);
    }

    public long timeNanos(int message) {
        return memory.getLong(at(message) + TIME);
    }

    /** Where in the memory the peer of a message is. */
    int peerAt(int message) {
        return at(message);
    }

    /** None: where the socket is connected to. */
    public void clearPeer(int message) {
        memory.putInt(at(message), 0);
    }

    public void setPeer(int message, int family, InetSocketAddress peer, RecentAddresses targets)
            throws SocketException {
        targets.write(peer(message), family, peer);
    }

    public InetSocketAddress peer(int message, RecentAddresses senders) {
        return senders.read(peer(message));
    }

    private ByteBuffer peer(int message) {
        if (peers[message] == null) {
            peers[message] = memory.slice(at(message), Addresses.SIZE).order(ByteOrder.nativeOrder());
        }
        return peers[message];
    }

    /** The own address to send from, without a port. */
    public void setLocal(int message, InetAddress local) {
        Addresses.writeHost(local(message), local);
    }

    /** Null where the system told none. The port is 0 if it told the address only. */
    public InetSocketAddress local(int message, RecentAddresses known) {
        return known.read(local(message));
    }

    private ByteBuffer local(int message) {
        if (locals[message] == null) {
            locals[message] = memory.slice(at(message) + LOCAL, Addresses.SIZE).order(ByteOrder.nativeOrder());
        }
        return locals[message];
    }

    /** Copies a message but for its payload from another table. */
    public void copy(int message, MessageTable from, int other) {
        memory.put(at(message), from.memory, at(other), SIZE);
    }
}
