// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.util.function.LongSupplier;

/** Makes a server slower by a part of its own time: spins so long since the last round ended. */
final class Slowdown implements Runnable {
    /** Longer rounds are pauses between two loads, which must not slow the beginning of the next. */
    private static final long LONGEST_ROUND_NANOS = 100_000_000;

    private final double part;
    private final LongSupplier nanoTime;
    private long lastEnd;

    Slowdown(double part, LongSupplier nanoTime) {
        this.part = part;
        this.nanoTime = nanoTime;
        this.lastEnd = nanoTime.getAsLong();
    }

    @Override
    public void run() {
        long now = nanoTime.getAsLong();
        long spin = (long) (part * Math.min(now - lastEnd, LONGEST_ROUND_NANOS));
        while (nanoTime.getAsLong() - now < spin) {
            Thread.onSpinWait();
        }
        lastEnd = nanoTime.getAsLong();
    }
}
