// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A select over n registered channels, none of them ready. */
public class SelectNothing extends Operation {
    /** Channels registered. */
    @Param({"10", "100", "1000", "9000"})
    public int n;

    private RegisteredChannels channels;
    private Selector selector;
    private long told;
    private final Consumer<SelectionKey> count = key -> told++;

    @Setup
    public void open() throws IOException {
        channels = RegisteredChannels.open(n, Openers.tcp());
        selector = channels.selector();
    }

    @TearDown(Level.Iteration)
    public void check() throws IOException {
        Selectors.check("keys told of", 0, told);
        Selectors.check("keys ready", 0, selector.selectNow());
        Selectors.check("keys registered", n, selector.keys().size());
    }

    @TearDown
    public void close() throws IOException {
        channels.close();
    }

    @Benchmark
    public int selectNow() throws IOException {
        return selector.selectNow();
    }

    @Benchmark
    public int selectNowAction() throws IOException {
        return selector.selectNow(count);
    }
}
