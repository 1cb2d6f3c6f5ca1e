// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** Memory of {@link Memory#borrow}: one thread's until it gives it back by {@link #close}, once. */
public final class Borrowed implements AutoCloseable {
    private static final AtomicIntegerFieldUpdater<Borrowed> FREE =
            AtomicIntegerFieldUpdater.newUpdater(Borrowed.class, "free");

    private final Memory memory;
    private final boolean kept;

    /** Null once it is freed: a late use throws, and reaches nothing. */
    private ByteBuffer bytes;

    /** 0 while it is borrowed, else 1. Who sees 1 sees the memory too, however it came by the object. */
    private volatile int free;

    private Borrowed(Memory memory, int size, boolean kept) {
        this.memory = memory;
        this.kept = kept;
        this.bytes = memory.allocate(size).order(ByteOrder.nativeOrder());
    }

    static Borrowed kept(Memory memory, int size) {
        return new Borrowed(memory, size, true);
    }

    static Borrowed once(Memory memory, int size) {
        return new Borrowed(memory, size, false);
    }

    /** In native order; its position and limit are nobody's. Of no use after {@link #close}. */
    public ByteBuffer bytes() {
        return bytes;
    }

    boolean take() {
        return free == 1 && FREE.compareAndSet(this, 1, 0);
    }

    @Override
    public void close() {
        if (kept) {
            FREE.lazySet(this, 1);
        } else {
            ByteBuffer freed = bytes;
            bytes = null;
            if (freed != null) {
                memory.free(freed);
            }
        }
    }
}
