// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many channels of each kind have a descriptor. One that nobody closed and nobody can reach any more counts as long
 * as its descriptor is open. Any thread may call.
 */
public final class OpenChannels {
    private static final AtomicInteger[] COUNTS = new AtomicInteger[ChannelKind.values().length];

    static {
        for (int i = 0; i < COUNTS.length; i++) {
            COUNTS[i] = new AtomicInteger();
        }
    }

    private OpenChannels() {}

    static void opened(ChannelKind kind) {
        COUNTS[kind.ordinal()].incrementAndGet();
    }

    static void closed(ChannelKind kind) {
        COUNTS[kind.ordinal()].decrementAndGet();
    }

    public static int count(ChannelKind kind) {
        return COUNTS[kind.ordinal()].get();
    }
}
