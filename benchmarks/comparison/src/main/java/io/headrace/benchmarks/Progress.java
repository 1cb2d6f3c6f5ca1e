// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A line that says what runs and how long the rest will take; rewritten in place on a terminal. It moves at each step
 * and, when {@link #tick} is called, within long ones. Any thread may call.
 */
final class Progress implements AutoCloseable {
    /** A line is repeated after so long. */
    static final Duration SILENCE = Duration.ofSeconds(4);

    private static final String REWRITE = "\r\033[K";

    /** So much of the plan is believed as it stands, so that the first steps do not make the estimate jump. */
    private static final double BELIEF_SECONDS = 30;

    private final PrintStream out;
    private final boolean terminal;
    private final int steps;
    private final double estimate;
    private final LongSupplier nanoTime;
    private final long start;
    private final ScheduledExecutorService ticker;
    private double planned;
    private String what;
    private double length;
    private long stepBegin;
    private long lastLine;
    private double shown = Double.POSITIVE_INFINITY;
    private int done;

    Progress(PrintStream out, boolean terminal, int steps, Duration estimate, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.steps = steps;
        this.estimate = seconds(estimate);
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.ticker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** One that moves by itself until it is closed. */
    static Progress of(Plan plan, PrintStream out) {
        Progress progress = new Progress(
                out, Boolean.getBoolean("headrace.terminal"), plan.steps(), plan.estimate(), System::nanoTime);
        progress.ticker.scheduleWithFixedDelay(progress::tick, 1, 1, TimeUnit.SECONDS);
        return progress;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private double since(long nanos) {
        return (nanoTime.getAsLong() - nanos) / 1e9;
    }

    /** Begins a step of this length; what is left grows as the steps before took longer than planned. */
    synchronized void step(String name, Duration duration) {
        planned += length;
        what = name;
        length = seconds(duration);
        stepBegin = nanoTime.getAsLong();
        done++;
        print();
    }

    /** Says again where it is, if nothing has been said for {@link #SILENCE}. */
    synchronized void tick() {
        if (what != null && since(lastLine) >= seconds(SILENCE)) {
            print();
        }
    }

    private void print() {
        String line = String.format("[%d/%d] %s, about %.0f s left", done, steps, what, left());
        out.print(terminal ? REWRITE + line : line + System.lineSeparator());
        out.flush();
        lastLine = nanoTime.getAsLong();
    }

    /** What is shown grows by no more than passes: it stands still where a step takes longer than planned. */
    private double left() {
        double slowdown = (since(start) - since(stepBegin) + BELIEF_SECONDS) / (planned + BELIEF_SECONDS);
        double spent = planned + Math.min(length, since(stepBegin) / Math.max(1, slowdown));
        double left = (estimate - spent) * Math.max(1, slowdown);
        shown = shown == Double.POSITIVE_INFINITY ? left : Math.min(left, shown + since(lastLine));
        return shown;
    }

    synchronized void end() {
        ticker.shutdownNow();
        what = null;
        if (terminal) {
            out.print(REWRITE);
            out.flush();
        }
    }

    @Override
    public void close() {
        end();
    }
}
