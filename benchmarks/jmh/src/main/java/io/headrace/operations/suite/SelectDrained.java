// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Set;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A byte for k of n registered channels, a select, and a read of each selected one: all three are in the figure. */
public class SelectDrained extends Operation {
    /** Channels registered. */
    @Param({"10", "100", "1000", "9000"})
    public int n;

    /** Channels that become ready. */
    @Param({"1", ReadyCount.ALL})
    public String k;

    private RegisteredChannels channels;
    private Selector selector;
    private Set<SelectionKey> selected;
    private int ready;
    private Consumer<SelectionKey> drain;

    @Setup
    public void open() throws IOException {
        channels = RegisteredChannels.open(n, Openers.tcp());
        selector = channels.selector();
        selected = selector.selectedKeys();
        ready = ReadyCount.of(k, n);
        drain = channels::drain;
    }

    @TearDown(Level.Iteration)
    public void check() throws IOException {
        channels.checkDrained();
        Selectors.check("keys left ready", 0, selector.selectNow());
    }

    @TearDown
    public void close() throws IOException {
        channels.close();
    }

    /** Selects until k were found. */
    @Benchmark
    public int selectNow() throws IOException {
        channels.fill(ready);
        int found = 0;
        do {
            found += Selectors.requireFound(selector.selectNow());
            for (SelectionKey key : selected) {
                channels.drain(key);
            }
            selected.clear();
        } while (found < ready);
        return found;
    }

    /** Selects until k were told of. */
    @Benchmark
    public int selectAction() throws IOException {
        channels.fill(ready);
        int found = 0;
        do {
            found += Selectors.requireFound(selector.select(drain));
        } while (found < ready);
        return found;
    }
}
