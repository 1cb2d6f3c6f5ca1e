// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import java.util.Arrays;

/** The keys that a select looks at, each once: something was learned of them. Only the selecting thread calls. */
final class ActiveKeys {
    private ReadinessKey[] keys = new ReadinessKey[256];
    private int count;

    int count() {
        return count;
    }

    ReadinessKey get(int index) {
        return keys[index];
    }

    void add(ReadinessKey key) {
        if (key.active) {
            return;
        }
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, 2 * count);
        }
        key.active = true;
        keys[count++] = key;
    }

    void takeAll(KeyQueue queue) {
        ReadinessKey key = queue.takeAll();
        try {
            while (key != null) {
                add(key);
                key = queue.next(key);
            }
        } finally {
            if (key != null) {
                queue.putBack(key);
            }
        }
    }

    /** The key that was {@code to} is about to be dropped, or moved itself. */
    void move(int from, int to) {
        if (from != to) {
            keys[to] = keys[from];
        }
    }

    void drop(int from, int to) {
        int behind = count - to;
        if (behind > 0) {
            System.arraycopy(keys, to, keys, from, behind);
        }
        while (count > from + behind) {
            keys[--count] = null;
        }
    }
}
