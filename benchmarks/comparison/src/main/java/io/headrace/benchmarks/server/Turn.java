// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.io.IOException;
import java.nio.channels.SelectionKey;

/** Lets one connection answer in each select; what the others sent stays unread, and they stay ready. */
final class Turn implements Runnable {
    private boolean taken;

    ReadyHandler connection(ReadyHandler answering) {
        return new ReadyHandler() {
            @Override
            public void ready(SelectionKey key) throws IOException {
                if (!taken) {
                    taken = true;
                    answering.ready(key);
                }
            }
        };
    }

    /** After each select. */
    @Override
    public void run() {
        taken = false;
    }
}
