// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.PrintStream;
import java.time.Duration;

/** A line that says what runs and how long the rest will take; rewritten in place on a terminal. */
final class Progress {
    private final PrintStream out;
    private final boolean terminal;
    private final int steps;
    private final long start = System.nanoTime();
    private final Duration estimate;
    private int done;

    Progress(PrintStream out, boolean terminal, int steps, Duration estimate) {
        this.out = out;
        this.terminal = terminal;
        this.steps = steps;
        this.estimate = estimate;
    }

    void step(String what) {
        Duration left = estimate.minusNanos(System.nanoTime() - start);
        String line = "[%d/%d] %s, about %d s left".formatted(++done, steps, what, Math.max(1, left.toSeconds()));
        out.print(terminal ? "\r\033[K" + line : line + System.lineSeparator());
        out.flush();
    }

    void end() {
        if (terminal) {
            out.print("\r\033[K");
            out.flush();
        }
    }
}
