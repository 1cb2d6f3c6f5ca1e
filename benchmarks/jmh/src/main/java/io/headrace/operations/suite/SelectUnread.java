// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A select over n registered channels of which k stay ready: nobody reads them. */
public class SelectUnread extends Operation {
    /** Channels registered. */
    @Param({"10", "100", "1000", "9000"})
    public int n;

    /** Channels ready. */
    @Param({"1", ReadyCount.ALL})
    public String k;

    private RegisteredChannels channels;
    private Selector selector;
    private Set<SelectionKey> selected;
    private int ready;
    private long told;
    private final Consumer<SelectionKey> count = key -> told += key.readyOps();

    @Setup
    public void open() throws IOException {
        channels = RegisteredChannels.open(n, Openers.tcp());
        selector = channels.selector();
        selected = selector.selectedKeys();
        ready = ReadyCount.of(k, n);
        channels.fill(ready);
    }

    @Setup(Level.Iteration)
    @TearDown(Level.Iteration)
    public void check() throws IOException {
        Set<SelectionKey> distinct = new HashSet<>();
        selected.clear();
        while (distinct.size() < ready) {
            Selectors.requireFound(selector.selectNow());
            distinct.addAll(selected);
            selected.clear();
        }
        Selectors.check("keys ready", ready, distinct.size());
        Selectors.check(
                "not readable",
                0,
                distinct.stream().filter(key -> !key.isReadable()).count());
    }

    @TearDown
    public void close() throws IOException {
        channels.close();
    }

    /** The user goes through the selected keys and takes them out; selects until k were found. */
    @Benchmark
    public long selectNow() throws IOException {
        long sum = 0;
        int found = 0;
        do {
            found += Selectors.requireFound(selector.selectNow());
            for (SelectionKey key : selected) {
                sum += key.readyOps();
            }
            selected.clear();
        } while (found < ready);
        return sum;
    }

    /** The keys stay in the selected-key set: the user has not come to them yet. */
    @Benchmark
    public int selectNowKept() throws IOException {
        return selector.selectNow();
    }

    /** Selects until k were told of. */
    @Benchmark
    public int selectAction() throws IOException {
        int found = 0;
        do {
            found += Selectors.requireFound(selector.select(count));
        } while (found < ready);
        return found;
    }
}
