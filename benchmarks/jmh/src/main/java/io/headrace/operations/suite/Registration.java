// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A registration that a select carries out, its cancellation, and the select that removes it. */
public class Registration extends Operation {
    private Connection connection;
    private Selector selector;

    @Setup
    public void open() throws IOException {
        connection = Connection.open();
        selector = Selectors.open();
    }

    @TearDown(Level.Iteration)
    public void check() {
        Selectors.check("keys left", 0, selector.keys().size());
    }

    @TearDown
    public void close() throws IOException {
        connection.close();
        selector.close();
    }

    @Benchmark
    public int registerAndCancel() throws IOException {
        SelectionKey key = connection.server.register(selector, SelectionKey.OP_READ);
        int found = selector.selectNow();
        key.cancel();
        return found + selector.selectNow();
    }
}
