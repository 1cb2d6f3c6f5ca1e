// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.nio.ByteBuffer;

/**
 * Memory outside the heap that is the transport's own: {@code -XX:MaxDirectMemorySize} does not count it, and no
 * garbage collection frees it. Any thread may call.
 *
 * <p>A selector allocates what it needs and frees it when it is closed. An operation borrows for one call:
 *
 * <pre>{@code
 * try (Borrowed borrowed = memory.borrow(Addresses.SIZE)) { … }
 * }</pre>
 *
 * <p>Nobody keeps what is borrowed while a thread waits. So the cache is small however many threads there are. It
 * belongs to no thread, and its memory is kept for the life of the process.
 */
public final class Memory {
    /** The largest piece that is kept. */
    public static final int LARGEST = 128 * 1024;

    /** An address, or the entries of a vector of 32. */
    private static final int SMALL = 512;

    private static final int MIDDLE = 16 * 1024;

    /** Where the memory comes from. */
    public interface Source {
        /** Null where there is none. */
        ByteBuffer allocate(int bytes);

        /** Nobody uses the memory any more. */
        void free(ByteBuffer memory);
    }

    private final Source source;
    private final MemoryCache small = new MemoryCache(this, SMALL);
    private final MemoryCache middle = new MemoryCache(this, MIDDLE);
    private final MemoryCache large = new MemoryCache(this, LARGEST);

    public Memory(Source source) {
        this.source = source;
    }

    /** @throws OutOfMemoryError the system has none */
    public ByteBuffer allocate(int bytes) {
        ByteBuffer memory = source.allocate(bytes);
        if (memory == null) {
            throw new OutOfMemoryError("no " + bytes + " bytes of memory outside the heap");
        }
        return memory;
    }

    /** As {@link #allocate}, for what can be done without: null where there is none. */
    public ByteBuffer allocateIfAny(int bytes) {
        try {
            return source.allocate(bytes);
        } catch (OutOfMemoryError e) {
            // The buffer itself is an object of the heap.
            return null;
        }
    }

    /** Only what {@link #allocate} has returned, and only once. */
    public void free(ByteBuffer memory) {
        source.free(memory);
    }

    /** At least so many bytes, whatever is in them. */
    public Borrowed borrow(int bytes) {
        if (bytes <= SMALL) {
            return small.borrow();
        }
        if (bytes <= MIDDLE) {
            return middle.borrow();
        }
        return bytes <= LARGEST ? large.borrow() : Borrowed.once(this, bytes);
    }
}
