// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Memory of the JDK's, for sockets that are not there. It counts, and has none when it is told so. Any thread. */
public final class FakeMemory implements Memory.Source {
    private static final int WITHOUT_LIMIT = -1;

    /** Guarded by this. */
    private final Set<ByteBuffer> allocated = Collections.newSetFromMap(new IdentityHashMap<>());

    /** How many more pieces there are. Guarded by this. */
    private int left = WITHOUT_LIMIT;

    /** Of the first piece that there is none for, not of all that follow. Guarded by this. */
    private boolean once;

    /** Guarded by this. */
    private int refused;

    public static Memory unlimited() {
        return new Memory(new FakeMemory());
    }

    /** For an address, in native order. */
    public static ByteBuffer address() {
        return ByteBuffer.allocateDirect(Addresses.SIZE).order(ByteOrder.nativeOrder());
    }

    /** After so many more pieces there is none. */
    public synchronized void failAfter(int pieces) {
        left = pieces;
        once = false;
    }

    /** After so many more pieces there is none, and then there are again. */
    public synchronized void failOnceAfter(int pieces) {
        left = pieces;
        once = true;
    }

    public synchronized void recover() {
        left = WITHOUT_LIMIT;
    }

    /** How often there was none. */
    public synchronized int refused() {
        return refused;
    }

    /** Pieces that were not freed. */
    public synchronized int pieces() {
        return allocated.size();
    }

    @Override
    public synchronized ByteBuffer allocate(int bytes) {
        if (left == 0) {
            left = once ? WITHOUT_LIMIT : 0;
            refused++;
            return null;
        }
        left -= left > 0 ? 1 : 0;
        ByteBuffer memory = ByteBuffer.allocateDirect(bytes);
        allocated.add(memory);
        return memory;
    }

    @Override
    public synchronized void free(ByteBuffer memory) {
        if (!allocated.remove(memory)) {
            throw new AssertionError("freed twice, or never allocated");
        }
    }
}
