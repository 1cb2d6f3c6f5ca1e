// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** Memory of {@link Memory#borrow}: one thread's until it gives it back by {@link #close}, once. */
public final class Borrowed implements AutoCloseable {
    private static final AtomicIntegerFieldUpdater<Borrowed> LENT =
            AtomicIntegerFieldUpdater.newUpdater(Borrowed.class, "lent");

    private final Memory memory;
    private final boolean kept;

    /** Null once it is freed: a late use throws, and reaches nothing. */
    private ByteBuffer bytes;

    /** 1 while it is borrowed, else 0. */
    private volatile int lent = 1;

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
        return lent == 0 && LENT.compareAndSet(this, 0, 1);
    }

    void free() {
        ByteBuffer freed = bytes;
        bytes = null;
        if (freed != null) {
            memory.free(freed);
        }
    }

    @Override
    public void close() {
        if (kept) {
            LENT.lazySet(this, 0);
        } else {
            free();
        }
    }
}
