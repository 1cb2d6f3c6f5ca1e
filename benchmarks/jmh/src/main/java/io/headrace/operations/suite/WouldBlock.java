// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A read of a TCP connection that has nothing to read. */
public class WouldBlock extends Operation {
    /** Kind of the buffer, of 64 bytes. */
    @Param({PayloadBuffers.DIRECT, PayloadBuffers.HEAP})
    public String buffer;

    private Connection connection;
    private ByteBuffer in;
    private long read;

    @Setup
    public void open() throws IOException {
        connection = Connection.open();
        in = PayloadBuffers.empty(buffer, 64);
    }

    @TearDown(Level.Iteration)
    public void check() {
        Selectors.check("bytes read", 0, read);
    }

    @TearDown
    public void close() throws IOException {
        connection.close();
    }

    @Benchmark
    public long read() throws IOException {
        read += connection.server.read(in);
        return read;
    }
}
