// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Calls a benchmark a fixed number of times in this JVM: for those who count from outside. Arguments: row, calls. */
final class FixedRun {
    /** Operations on one channel: enough that the JVM's own calls do not matter, and few as strace makes each slow. */
    private static final int OPERATIONS = 4_000;

    private static final int TIMEOUTS = 200;
    private static final int FEWEST_CALLS = 8;

    private FixedRun() {}

    public static void main(String[] args) throws RunnerException {
        run(Row.named(args[0]), Integer.parseInt(args[1]));
    }

    static void run(Row row, int calls) throws RunnerException {
        new Runner(Forks.select(row)
                        .forks(0)
                        .mode(Mode.SingleShotTime)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementBatchSize(calls)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
    }

    /** How often to call a row's method; a timer's takes long by itself. */
    static int calls(Row row) {
        int operations = row.wanted() > 0 ? TIMEOUTS : OPERATIONS;
        return Math.max(FEWEST_CALLS, operations / (row.operations() * row.channels()));
    }
}
