// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import java.util.Arrays;

/**
 * Tokens of registrations: slot | generation &lt;&lt; 32. A slot finds its key by an array access; the generation
 * tells an event of the slot's key from one of a key that had it before. Only the selecting
 * thread calls.
 */
final class TokenTable {
    private static final int FIRST_CAPACITY = 64;

    private ReadinessKey[] keys = new ReadinessKey[FIRST_CAPACITY];
    private int[] generations = new int[FIRST_CAPACITY];
    private int[] free = new int[FIRST_CAPACITY];
    private int freeCount;
    private int used;

    long allocate(ReadinessKey key) {
        if (freeCount == 0 && used == keys.length) {
            grow(2 * used);
        }
        int slot = freeCount > 0 ? free[--freeCount] : used++;
        keys[slot] = key;
        // Skips 0, so that no token is 0.
        if (++generations[slot] == 0) {
            generations[slot] = 1;
        }
        return Integer.toUnsignedLong(slot) | (long) generations[slot] << Integer.SIZE;
    }

    /** All or nothing: the heap may have no memory. */
    private void grow(int capacity) {
        ReadinessKey[] moreKeys = Arrays.copyOf(keys, capacity);
        int[] moreGenerations = Arrays.copyOf(generations, capacity);
        free = Arrays.copyOf(free, capacity);
        generations = moreGenerations;
        keys = moreKeys;
    }

    /** The key of a live token, else null. */
    ReadinessKey find(long token) {
        int slot = (int) token;
        return slot >= 0 && slot < used && generations[slot] == (int) (token >>> Integer.SIZE) ? keys[slot] : null;
    }

    /** No event of the token finds its key any more. */
    void retire(long token) {
        keys[(int) token] = null;
    }

    /** A retired token's slot may be used again. */
    void release(long token) {
        free[freeCount++] = (int) token;
    }
}
