// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

/**
 * Pieces of one size that operations borrow: a few for each processor, made when they are first needed and never
 * freed. Whoever finds all of them borrowed gets memory that is freed when it is given back.
 */
final class MemoryCache {
    private static final int MOST = 16;
    private static final int PLACES = places(Runtime.getRuntime().availableProcessors());

    private final Memory memory;
    private final int bytes;

    /** Written under the monitor of this, once each. Read without it: {@link Borrowed#take} takes none too early. */
    private final Borrowed[] places = new Borrowed[PLACES];

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
            Borrowed kept = places[i & PLACES - 1];
            if (kept == null) {
                kept = add(i & PLACES - 1);
            } else if (!kept.take()) {
                kept = null;
            }
            if (kept != null) {
                return kept;
            }
        }
        return Borrowed.once(memory, bytes);
    }

    /** Borrowed already. Null where another thread came first. */
    private synchronized Borrowed add(int place) {
        if (places[place] != null) {
            return null;
        }
        Borrowed added = Borrowed.kept(memory, bytes);
        places[place] = added;
        return added;
    }
}
