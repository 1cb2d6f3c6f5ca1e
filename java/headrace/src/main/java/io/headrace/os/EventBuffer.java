// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.lang.annotation.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
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

    // Of the same memory: a buffer of one type has fewer methods on the way to it.
    private LongBuffer longs;
    private IntBuffer ints;

    private int capacity;

    public EventBuffer(Memory memory, int capacity) {
        this.memory = memory;
        ByteBuffer allocated = memory.allocate(capacity * SIZE);
        try {
            take(allocated);
        } catch (OutOfMemoryError e) {
            memory.free(allocated);
            throw e;
        }
    }

    /** Makes room for twice as many events and drops those that are there, unless there is no memory. */
    public void grow() {
        ByteBuffer larger = memory.allocateIfAny(2 * capacity * SIZE);
        if (larger == null) {
            return;
        }
        ByteBuffer freed = bytes;
        try {
            take(larger);
        } catch (OutOfMemoryError e) {
            // The views of it are objects of the heap.
            freed = larger;
        }
        memory.free(freed);
    }

    private void take(ByteBuffer allocated) {
        ByteBuffer ordered = allocated.order(ByteOrder.nativeOrder());
        LongBuffer newLongs = ordered.asLongBuffer();
        ints = ordered.asIntBuffer();
        longs = newLongs;
        bytes = ordered;
        capacity = ordered.capacity() / SIZE;
    }

    /** Frees the memory. After the last wait. */
    public void close() {
        ByteBuffer freed = bytes;
        bytes = null;
        longs = null;
        ints = null;
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
        return longs.get(index * (SIZE / Long.BYTES));
    }

    public int ready(int index) {
        return ints.get((index * SIZE + READY) / Integer.BYTES);
    }

    public int aux(int index) {
        return ints.get((index * SIZE + AUX) / Integer.BYTES);
    }
}
