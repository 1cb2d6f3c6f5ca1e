// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.lang.annotation.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * The events of {@link Poller#await}, in the layout of {@code hr_event} ({@code native/include/hr_poller.h}). Not
 * thread-safe.
 */
public final class EventBuffer {
    @Native
    private static final int SIZE = 16;

    @Native
    private static final int READY = 8;

    @Native
    private static final int AUX = 12;

    private final Memory memory;

    /** Null after {@link #close}. */
    private ByteBuffer bytes;

    private int capacity;

    public EventBuffer(Memory memory, int capacity) {
        this.memory = memory;
        take(memory.allocate(capacity * SIZE));
    }

    /** Makes room for twice as many events and drops those that are there, unless there is no memory. */
    public void grow() {
        ByteBuffer larger = memory.allocateIfAny(2 * capacity * SIZE);
        if (larger != null) {
            close();
            take(larger);
        }
    }

    private void take(ByteBuffer allocated) {
        bytes = allocated.order(ByteOrder.nativeOrder());
        capacity = bytes.capacity() / SIZE;
    }

    /** Frees the memory. After the last wait. */
    public void close() {
        ByteBuffer freed = bytes;
        bytes = null;
        if (freed != null) {
            memory.free(freed);
        }
    }

    public int capacity() {
        return capacity;
    }

    public ByteBuffer bytes() {
        return Objects.requireNonNull(bytes, "closed");
    }

    public long token(int index) {
        return bytes.getLong(index * SIZE);
    }

    public int ready(int index) {
        return bytes.getInt(index * SIZE + READY);
    }

    public int aux(int index) {
        return bytes.getInt(index * SIZE + AUX);
    }
}
