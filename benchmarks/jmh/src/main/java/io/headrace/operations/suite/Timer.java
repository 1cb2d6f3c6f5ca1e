// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A select that ends by its timeout; what is shown is how late. */
@BenchmarkMode(Mode.SampleTime)
public class Timer extends Operation {
    /** Milliseconds. */
    @Param({"1", "10"})
    public int timeout;

    private Connection connection;
    private long shortest;

    @Setup
    public void open() throws IOException {
        connection = Connection.open();
        shortest = Long.MAX_VALUE;
    }

    @TearDown(Level.Iteration)
    public void check() {
        if (shortest < TimeUnit.MILLISECONDS.toNanos(timeout)) {
            throw new IllegalStateException("select(" + timeout + ") returned after " + shortest + " ns");
        }
    }

    @TearDown
    public void close() throws IOException {
        connection.close();
    }

    @Benchmark
    public int select() throws IOException {
        long before = System.nanoTime();
        int found = connection.selector.select(timeout);
        shortest = Math.min(shortest, System.nanoTime() - before);
        return found;
    }
}
