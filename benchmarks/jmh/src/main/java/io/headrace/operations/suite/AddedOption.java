// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import io.headrace.HeadraceSocketOptions;
import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** TCP_CORK, set and read; on the JDK TCP_NODELAY, which the kernel treats alike. TCP_INFO; on the JDK SO_RCVBUF. */
public class AddedOption extends Operation {
    private static final SocketOption<Boolean> FLAG =
            Provider.IS_HEADRACE ? HeadraceSocketOptions.TCP_CORK : StandardSocketOptions.TCP_NODELAY;
    private static final SocketOption<?> STATE =
            Provider.IS_HEADRACE ? HeadraceSocketOptions.TCP_INFO : StandardSocketOptions.SO_RCVBUF;

    private Connection connection;

    @Setup
    public void open() throws IOException {
        connection = Connection.open();
    }

    @TearDown
    public void close() throws IOException {
        connection.close();
    }

    @Benchmark
    public boolean setAndGet() throws IOException {
        boolean on = !connection.client.getOption(FLAG);
        connection.client.setOption(FLAG, on);
        return on;
    }

    @Benchmark
    public Object state() throws IOException {
        return connection.client.getOption(STATE);
    }
}
