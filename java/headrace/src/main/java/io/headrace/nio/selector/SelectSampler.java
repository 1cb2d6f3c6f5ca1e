// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import io.headrace.HeadraceSelector;
import io.headrace.HeadraceSelector.Statistics;
import io.headrace.nio.jfr.Recordings;
import io.headrace.nio.jfr.Select;
import java.util.Map;
import java.util.WeakHashMap;

/** Writes what each selector did, whenever the flight recorder asks. Only a thread of the recorder runs it. */
final class SelectSampler implements Runnable {
    private static final Statistics NOTHING = new Statistics(0, 0, 0, 0, 0);

    /** Guarded by the class. */
    private static boolean known;

    private final Map<HeadraceSelector, Statistics> last = new WeakHashMap<>();

    private SelectSampler() {}

    /** The recorder gets to know of it, once it runs. Nothing says when that is, so selectors ask now and then. */
    static synchronized void offer() {
        if (known) {
            return;
        }
        try {
            known = Recordings.isRecording();
            if (known) {
                Select.sampledBy(new SelectSampler());
            }
        } catch (LinkageError | RuntimeException notToBeRecorded) {
            known = true; // a select is not to fail for that
        }
    }

    @Override
    public void run() {
        for (HeadraceSelector selector : OpenSelectors.all()) {
            Statistics now = selector.statistics();
            Statistics then = last.put(selector, now);
            write(selector, now, then == null ? NOTHING : then);
        }
    }

    private static void write(HeadraceSelector selector, Statistics now, Statistics then) {
        Select.write(
                selector.toString(),
                selector.mode().toString(),
                now.waits() - then.waits(),
                now.events() - then.events(),
                now.changes() - then.changes());
    }
}
