// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import io.headrace.os.Poller;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A poller that any thread may wake while another closes it: the native object lives until the last user has left. The
 * selecting thread calls {@link #poller} directly; it holds the selector's monitor, and so does the one that closes.
 */
final class PollerReference {
    private static final int CLOSED = 1 << 31;

    private final Poller poller;

    /** Number of threads inside wakeup and forget, and the closed bit. */
    private final AtomicInteger users = new AtomicInteger();

    PollerReference(Poller poller) {
        this.poller = poller;
    }

    Poller poller() {
        return poller;
    }

    /** 0 where the poller is closed. */
    long wakeup() {
        if (!enter()) {
            return 0;
        }
        try {
            return poller.wakeup();
        } finally {
            leave();
        }
    }

    /** 0 where the poller is closed. */
    long forget(long socket, long token) {
        if (!enter()) {
            return 0;
        }
        try {
            return poller.forget(socket, token);
        } finally {
            leave();
        }
    }

    void close() {
        int n;
        do {
            n = users.get();
        } while (!users.compareAndSet(n, n | CLOSED));
        if (n == 0) {
            poller.close();
        }
    }

    private boolean enter() {
        int n;
        do {
            n = users.get();
            if ((n & CLOSED) != 0) {
                return false;
            }
        } while (!users.compareAndSet(n, n + 1));
        return true;
    }

    private void leave() {
        if (users.decrementAndGet() == CLOSED) {
            poller.close();
        }
    }
}
