// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** As {@link SelectDrained} with one channel ready, over pipes. */
public class PipeDrained extends Operation {
    /** Pipes registered. */
    @Param({"10", "1000"})
    public int n;

    private RegisteredChannels channels;

    @Setup
    public void open() throws IOException {
        channels = RegisteredChannels.open(n, Openers.pipe());
    }

    @TearDown(Level.Iteration)
    public void check() {
        channels.checkDrained();
    }

    @TearDown
    public void close() throws IOException {
        channels.close();
    }

    @Benchmark
    public int selectAction() throws IOException {
        channels.fill(1);
        return channels.selector().select(channels::drain);
    }
}
