// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.util.HashSet;
import java.util.Set;

/** What a server has open. Any thread. */
final class LiveSet {
    private final Set<Live> all = new HashSet<>();
    private boolean isStopping;

    synchronized int size() {
        return all.size();
    }

    void add(Live live) {
        boolean late;
        synchronized (this) {
            all.add(live);
            late = isStopping;
        }
        if (late) {
            live.stopping();
        }
    }

    synchronized void remove(Live live) {
        all.remove(live);
        if (all.isEmpty()) {
            notifyAll();
        }
    }

    void stopAll() {
        Live[] now;
        synchronized (this) {
            isStopping = true;
            now = all.toArray(new Live[0]);
        }
        for (Live each : now) {
            each.stopping();
        }
    }

    void abortAll() {
        Live[] now;
        synchronized (this) {
            now = all.toArray(new Live[0]);
        }
        for (Live each : now) {
            each.abort();
        }
    }

    /** Whether all have ended by then. */
    synchronized boolean awaitNone(long deadline) throws InterruptedException {
        while (!all.isEmpty()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000 + 1);
        }
        return true;
    }
}
