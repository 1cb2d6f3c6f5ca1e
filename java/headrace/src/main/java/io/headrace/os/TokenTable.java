// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Tokens of registrations: slot | generation &lt;&lt; 32. A slot finds its owner by an array access; the generation
 * tells an event of the slot's owner from one of an owner that had it before. Not thread-safe.
 *
 * @param <T> what a token stands for
 */
public final class TokenTable<T> {
    private static final int FIRST_CAPACITY = 64;

    private Object[] owners = new Object[FIRST_CAPACITY];
    private int[] generations = new int[FIRST_CAPACITY];
    private int[] free = new int[FIRST_CAPACITY];
    private int freeCount;
    private int used;

    public long allocate(T owner) {
        if (freeCount == 0 && used == owners.length) {
            grow(2 * used);
        }
        int slot = freeCount > 0 ? free[--freeCount] : used++;
        owners[slot] = owner;
        // Skips 0, so that no token is 0.
        if (++generations[slot] == 0) {
            generations[slot] = 1;
        }
        return Integer.toUnsignedLong(slot) | (long) generations[slot] << Integer.SIZE;
    }

    /** All or nothing: the heap may have no memory. */
    private void grow(int capacity) {
        Object[] moreOwners = Arrays.copyOf(owners, capacity);
        int[] moreGenerations = Arrays.copyOf(generations, capacity);
        free = Arrays.copyOf(free, capacity);
        generations = moreGenerations;
        owners = moreOwners;
    }

    /** The owner of a live token, else null. */
    @SuppressWarnings("unchecked")
    public T find(long token) {
        int slot = (int) token;
        boolean live = slot >= 0 && slot < used && generations[slot] == (int) (token >>> Integer.SIZE);
        return live ? (T) owners[slot] : null;
    }

    /** Calls back with each owner of a live token. */
    @SuppressWarnings("unchecked")
    public void forEach(Consumer<T> action) {
        for (int slot = 0; slot < used; slot++) {
            if (owners[slot] != null) {
                action.accept((T) owners[slot]);
            }
        }
    }

    /** No event of the token finds its owner any more. */
    public void retire(long token) {
        owners[(int) token] = null;
    }

    /** A retired token's slot may be used again. */
    public void release(long token) {
        free[freeCount++] = (int) token;
    }
}
