// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import io.headrace.HeadraceSelector;

/**
 * What {@link HeadraceSelector#statistics} answers. Only the selecting thread counts, in plain fields: an atomic one
 * would cost it more than the rest of the count. Another thread sees what was counted before the last
 * {@link WaitState#end} if it reads {@link WaitState#applied} first.
 */
final class SelectorCounts {
    private long waits;
    private long events;
    private long changes;
    private long wakeups;
    private long staleEvents;

    /** @return how many waits there were */
    long waited(int applied) {
        changes += applied;
        return ++waits;
    }

    void reported(int count) {
        events += count;
    }

    void woken() {
        wakeups++;
    }

    void stale() {
        staleEvents++;
    }

    HeadraceSelector.Statistics statistics() {
        return new HeadraceSelector.Statistics(waits, events, changes, wakeups, staleEvents);
    }
}
