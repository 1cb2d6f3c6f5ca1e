// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A line that says what runs and how long the rest will take; rewritten in place on a terminal. */
final class Progress {
    private static final String REWRITE = "\r\033[K";

    private final PrintStream out;
    private final boolean terminal;
    private final int steps;
    private final Duration estimate;
    private final LongSupplier nanoTime;
    private final long start;
    private Duration planned = Duration.ZERO;
    private int done;

    Progress(PrintStream out, boolean terminal, int steps, Duration estimate, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.steps = steps;
        this.estimate = estimate;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** Begins a step of this length; what is left grows as the steps before took longer than planned. */
    void step(String what, Duration length) {
        double slowdown = planned.isZero() ? 1 : (double) (nanoTime.getAsLong() - start) / planned.toNanos();
        double left = estimate.minus(planned).toMillis() / 1e3 * Math.max(1, slowdown);
        String line = String.format("[%d/%d] %s, about %.0f s left", ++done, steps, what, left);
        out.print(terminal ? REWRITE + line : line + System.lineSeparator());
        out.flush();
        planned = planned.plus(length);
    }

    void end() {
        if (terminal) {
            out.print(REWRITE);
            out.flush();
        }
    }
}
