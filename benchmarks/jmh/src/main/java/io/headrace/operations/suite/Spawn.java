// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import io.headrace.Headrace;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.ServerSocketChannel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A process that ends at once, and the wait for that. Its standard input is a listener; on the JDK that of the JVM. */
public class Spawn extends Operation {
    private static final String PROGRAM = "true";

    private ServerSocketChannel listener;

    @Setup
    public void open() throws IOException {
        listener = ServerSocketChannel.open().bind(Connection.loopback());
    }

    @TearDown
    public void close() throws IOException {
        listener.close();
    }

    @Benchmark
    public int startAndWait() throws IOException, InterruptedException {
        Process process = Provider.IS_HEADRACE
                ? Headrace.spawn(listener, PROGRAM)
                : new ProcessBuilder(PROGRAM)
                        .redirectInput(Redirect.INHERIT)
                        .redirectOutput(Redirect.INHERIT)
                        .redirectError(Redirect.INHERIT)
                        .start();
        int status = process.waitFor();
        Selectors.check("exit status", 0, status);
        return status;
    }
}
