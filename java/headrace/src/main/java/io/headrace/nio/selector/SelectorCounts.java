// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import io.headrace.HeadraceSelector;
import java.util.concurrent.atomic.AtomicLong;

/** What {@link HeadraceSelector#statistics} answers. Only the selecting thread counts; any thread reads. */
final class SelectorCounts {
    private final AtomicLong waits = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong wakeups = new AtomicLong();
    private final AtomicLong staleEvents = new AtomicLong();

    /** How many waits there were. */
    long waited() {
        return add(waits, 1);
    }

    void reported(int count) {
        add(events, count);
    }

    void changed(int count) {
        add(changes, count);
    }

    void woken() {
        add(wakeups, 1);
    }

    void stale() {
        add(staleEvents, 1);
    }

    HeadraceSelector.Statistics statistics() {
        return new HeadraceSelector.Statistics(
                waits.get(), events.get(), changes.get(), wakeups.get(), staleEvents.get());
    }

    private static long add(AtomicLong counter, int by) {
        long count = counter.getPlain() + by;
        counter.lazySet(count);
        return count;
    }
}
