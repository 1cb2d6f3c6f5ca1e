// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Selector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A wakeup, and the return of the select that it ends. */
public class Wakeup extends Operation {
    private Selector selector;
    private Selector other;
    private Thread thread;
    private volatile Throwable failure;

    @Setup
    public void open() throws IOException {
        selector = Selectors.open();
        other = Selectors.open();
        thread = new Thread(this::answer, "other");
        thread.start();
    }

    @TearDown(Level.Iteration)
    public void check() throws IOException {
        Selectors.check("keys ready", 0, selector.selectNow());
        if (failure != null) {
            throw new IllegalStateException("the other thread ended", failure);
        }
    }

    @TearDown
    public void close() throws IOException, InterruptedException {
        other.close();
        thread.join();
        selector.close();
    }

    private void answer() {
        try {
            for (; ; ) {
                other.select();
                selector.wakeup();
            }
        } catch (ClosedSelectorException e) {
            // the end of the run
        } catch (IOException | RuntimeException e) {
            failure = e;
            selector.wakeup();
        }
    }

    @Benchmark
    public int sameThread() throws IOException {
        selector.wakeup();
        return selector.select();
    }

    /** Two threads wake each other in turn, each asleep in a select of its own. */
    @Benchmark
    @OperationsPerInvocation(2)
    public int otherThread() throws IOException {
        other.wakeup();
        return selector.select();
    }
}
