// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.channels.spi.SelectorProvider;

/** A server that accepts: its port, what it runs on as {@code name=value} pairs, and the work that it can be given. */
record Started(int port, String runsOn, Works<?> works) {
    Started(int port, String runsOn) {
        this(port, runsOn, Works.NONE);
    }

    Started with(Works<?> others) {
        return new Started(port, runsOn, others);
    }

    static Started on(SelectorProvider provider, int port) throws IOException {
        return new Started(port, describe(provider));
    }

    static Started on(SelectorProvider provider, Selector selector, int port) {
        return new Started(port, describe(provider, selector));
    }

    /** With the selector that the provider hands out: one that fell back hands out the JDK's. */
    static String describe(SelectorProvider provider) throws IOException {
        try (Selector selector = provider.openSelector()) {
            return describe(provider, selector);
        }
    }

    private static String describe(SelectorProvider provider, Selector selector) {
        return "provider=%s selector=%s"
                .formatted(provider.getClass().getName(), selector.getClass().getName());
    }

    String line() {
        return "ready port=%d %s".formatted(port, runsOn);
    }
}
