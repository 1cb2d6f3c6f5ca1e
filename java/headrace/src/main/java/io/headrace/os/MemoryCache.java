// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Pieces of one size that operations borrow: a few for each processor, made when they are first needed and never
 * freed. Whoever finds all of them borrowed gets memory that is freed when it is given back.
 */
final class MemoryCache {
    private static final int MOST = 16;
    private static final int PLACES = places(Runtime.getRuntime().availableProcessors());

    private final Memory memory;
    private final int bytes;
    private final AtomicReferenceArray<Borrowed> places = new AtomicReferenceArray<>(PLACES);

    MemoryCache(Memory memory, int bytes) {
        this.memory = memory;
        this.bytes = bytes;
    }

    /** A power of two. */
    private static int places(int processors) {
        return Math.min(MOST, Integer.highestOneBit(4 * processors));
    }

    /** A thread begins at the same place each time: threads that run at the same time seldom meet. */
    Borrowed borrow() {
        int first = (int) Thread.currentThread().getId();
        for (int i = first; i < first + PLACES; i++) {
            int place = i & PLACES - 1;
            Borrowed kept = places.get(place);
            if (kept == null ? add(place) : kept.take()) {
                return places.get(place);
            }
        }
        return Borrowed.once(memory, bytes);
    }

    /** Borrowed already. False where another thread came first. */
    private boolean add(int place) {
        Borrowed added = Borrowed.kept(memory, bytes);
        if (places.compareAndSet(place, null, added)) {
            return true;
        }
        added.free();
        return false;
    }
}
