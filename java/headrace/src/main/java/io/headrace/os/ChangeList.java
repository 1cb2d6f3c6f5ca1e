// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.lang.annotation.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Changes for the next {@link Poller#await}, in the layout of {@code hr_change} ({@code native/include/hr_poller.h}).
 * Not thread-safe.
 */
public final class ChangeList {
    @Native
    private static final int SIZE = 24;

    @Native
    private static final int TOKEN = 8;

    @Native
    private static final int WAS = 16;

    @Native
    private static final int NOW = 18;

    @Native
    private static final int DOUBT = 20;

    @Native
    private static final int FLAGS = 22;

    private final Memory memory;

    /** Null after {@link #close}. */
    private ByteBuffer bytes;

    private int capacity = 64;
    private int first;
    private int end;

    public ChangeList(Memory memory) {
        this.memory = memory;
        bytes = memory.allocate(capacity * SIZE).order(ByteOrder.nativeOrder());
    }

    /** Whether there is room for another change. A full list grows, unless there is no memory. */
    public boolean hasRoom() {
        return end < capacity || grow();
    }

    private boolean grow() {
        ByteBuffer larger = memory.allocateIfAny(2 * capacity * SIZE);
        if (larger == null) {
            return false;
        }
        larger.order(ByteOrder.nativeOrder()).put(0, bytes, 0, bytes.capacity());
        close();
        bytes = larger;
        capacity *= 2;
        return true;
    }

    /** Only where {@link #hasRoom}. */
    public void add(long socket, long token, int was, int now, int doubt, int flags) {
        int at = end * SIZE;
        bytes.putLong(at, socket);
        bytes.putLong(at + TOKEN, token);
        bytes.putShort(at + WAS, (short) was);
        bytes.putShort(at + NOW, (short) now);
        bytes.putShort(at + DOUBT, (short) doubt);
        bytes.putShort(at + FLAGS, (short) flags);
        end++;
    }

    /** Index of the first change that has not been applied. */
    public int first() {
        return first;
    }

    /** Number of changes that have not been applied. */
    public int count() {
        return end - first;
    }

    public void applied(int changes) {
        first += changes;
        if (first == end) {
            first = end = 0;
        }
    }

    public ByteBuffer bytes() {
        return Objects.requireNonNull(bytes, "closed");
    }

    /** Frees the memory. After the last wait. */
    public void close() {
        ByteBuffer freed = bytes;
        bytes = null;
        if (freed != null) {
            memory.free(freed);
        }
    }
}
