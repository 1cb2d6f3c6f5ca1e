// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A gathering write of buffers of 64 bytes each into a TCP connection, and a scattering read at its other end. */
public class Gather extends Operation {
    private static final int SIZE = 64;

    /** Buffers in a write. */
    @Param({"2", "16"})
    public int count;

    /** Their kind. */
    @Param({PayloadBuffers.DIRECT, PayloadBuffers.HEAP})
    public String buffer;

    private Connection connection;
    private ByteBuffer[] out;
    private ByteBuffer[] in;

    @Setup
    public void open() throws IOException {
        connection = Connection.open();
        out = new ByteBuffer[count];
        in = new ByteBuffer[count];
        for (int i = 0; i < count; i++) {
            out[i] = PayloadBuffers.letters(buffer, SIZE);
            in[i] = PayloadBuffers.empty(buffer, SIZE);
        }
    }

    @Setup(Level.Iteration)
    public void wipe() {
        for (ByteBuffer one : in) {
            PayloadBuffers.wipe(one);
        }
    }

    @TearDown(Level.Iteration)
    public void check() {
        for (int i = 0; i < count; i++) {
            PayloadBuffers.check(out[i], in[i]);
        }
    }

    @TearDown
    public void close() throws IOException {
        connection.close();
    }

    @Benchmark
    public long writeAndRead() throws IOException {
        for (int i = 0; i < count; i++) {
            out[i].clear();
            in[i].clear();
        }
        long written = connection.client.write(out);
        long read = 0;
        while (read < written) {
            read += connection.server.read(in);
        }
        return read;
    }
}
