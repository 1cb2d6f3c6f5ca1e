// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import io.headrace.HeadraceSelector;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * An exclusive registration of a listener that a select carries out, its cancellation, and the select that removes it.
 * On the JDK it is a plain one.
 */
public class Exclusive extends Operation {
    private Selector selector;
    private ServerSocketChannel listener;

    @Setup
    public void open() throws IOException {
        selector = Selectors.open();
        listener = ServerSocketChannel.open().bind(Connection.loopback());
        listener.configureBlocking(false);
    }

    @TearDown
    public void close() throws IOException {
        Selectors.check("keys left", 0, selector.keys().size());
        listener.close();
        selector.close();
    }

    @Benchmark
    public int registerAndCancel() throws IOException {
        SelectionKey key = selector instanceof HeadraceSelector headrace
                ? headrace.registerExclusive(listener, null)
                : listener.register(selector, SelectionKey.OP_ACCEPT);
        int found = selector.selectNow();
        key.cancel();
        return found + selector.selectNow();
    }
}
