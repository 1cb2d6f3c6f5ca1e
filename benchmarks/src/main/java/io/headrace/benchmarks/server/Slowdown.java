// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

/** Makes a server slower by a part of its own time: spins so long since the last round ended. */
final class Slowdown implements Runnable {
    /** Longer rounds are pauses between two loads, which must not slow the beginning of the next. */
    private static final long LONGEST_ROUND_NANOS = 100_000_000;

    private final double part;
    private long lastEnd = System.nanoTime();

    Slowdown(double part) {
        this.part = part;
    }

    @Override
    public void run() {
        long now = System.nanoTime();
        long spin = (long) (part * Math.min(now - lastEnd, LONGEST_ROUND_NANOS));
        while (System.nanoTime() - now < spin) {
            Thread.onSpinWait();
        }
        lastEnd = System.nanoTime();
    }
}
