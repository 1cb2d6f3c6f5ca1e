// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A change of one key's interest, then selectNow. The channel is writable and has nothing to read. */
public class Interest extends Operation {
    /** What is asked for besides OP_READ and taken back in turn, or OP_READ itself: a server that pauses reading. */
    @Param({"write", "pause"})
    public String flip;

    private Connection connection;
    private Selector selector;
    private Set<SelectionKey> selected;
    private SelectionKey key;
    private int other;
    private long found;
    private long flips;

    @Setup
    public void open() throws IOException {
        connection = Connection.open();
        selector = connection.selector;
        selected = selector.selectedKeys();
        key = connection.server.keyFor(selector);
        other = flip.equals("write") ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : 0;
    }

    @Setup(Level.Iteration)
    public void reset() {
        found = 0;
        flips = 0;
    }

    @TearDown(Level.Iteration)
    public void check() {
        Selectors.check("keys found ready", other == 0 ? 0 : flips / 2, found);
    }

    @TearDown
    public void close() throws IOException {
        connection.close();
    }

    @Benchmark
    @OperationsPerInvocation(2)
    public long flipAndSelectNow() throws IOException {
        change(other);
        change(SelectionKey.OP_READ);
        return found;
    }

    private void change(int ops) throws IOException {
        key.interestOps(ops);
        found += selector.selectNow();
        selected.clear();
        flips++;
    }
}
