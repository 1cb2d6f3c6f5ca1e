// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;

/**
 * What {@link Turn} is where a selector reports once: keeps in mind who was reported, and lets one of them answer in
 * each select.
 */
final class Backlog implements Runnable {
    private record Reported(SelectionKey key, Waiting connection) {}

    private final ArrayDeque<Reported> reported = new ArrayDeque<>();

    private final class Waiting implements ReadyHandler {
        private final ReadyHandler answering;
        private boolean noted;

        Waiting(ReadyHandler answering) {
            this.answering = answering;
        }

        @Override
        public void ready(SelectionKey key) {
            if (!noted) {
                noted = true;
                reported.add(new Reported(key, this));
            }
        }
    }

    ReadyHandler connection(ReadyHandler answering) {
        return new Waiting(answering);
    }

    /** After each select. The next one does not sleep while somebody waits. */
    @Override
    public void run() {
        Reported next = reported.poll();
        if (next == null) {
            return;
        }
        next.connection.noted = false;
        SelectorLoop.serve(next.key, next.connection.answering);
        if (!reported.isEmpty()) {
            next.key.selector().wakeup();
        }
    }
}
