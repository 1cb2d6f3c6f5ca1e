// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import io.headrace.HeadraceSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** The selectors that are open. One that nobody closed is forgotten when nobody can reach it. Any thread may call. */
public final class OpenSelectors {
    /** Guarded by itself. The values are of no interest. */
    private static final Map<HeadraceSelector, Boolean> ALL = new WeakHashMap<>();

    private OpenSelectors() {}

    static void add(HeadraceSelector selector) {
        synchronized (ALL) {
            ALL.put(selector, true);
        }
    }

    static void remove(HeadraceSelector selector) {
        synchronized (ALL) {
            ALL.remove(selector);
        }
    }

    public static List<HeadraceSelector> all() {
        synchronized (ALL) {
            return new ArrayList<>(ALL.keySet());
        }
    }
}
