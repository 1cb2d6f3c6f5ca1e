// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A write into a TCP connection, and a read of the same bytes at its other end. */
public class Stream extends Operation {
    /** Bytes. */
    @Param({"64", "4096", "65536"})
    public int size;

    /** Kind of both buffers. */
    @Param({PayloadBuffers.DIRECT, PayloadBuffers.HEAP})
    public String buffer;

    private Connection connection;
    private ByteBuffer out;
    private ByteBuffer in;

    @Setup
    public void open() throws IOException {
        connection = Connection.open();
        out = PayloadBuffers.letters(buffer, size);
        in = PayloadBuffers.empty(buffer, size);
    }

    @Setup(Level.Iteration)
    public void wipe() {
        PayloadBuffers.wipe(in);
    }

    @TearDown(Level.Iteration)
    public void check() {
        PayloadBuffers.check(out, in);
    }

    @TearDown
    public void close() throws IOException {
        connection.close();
    }

    @Benchmark
    public int writeAndRead() throws IOException {
        out.clear();
        in.clear();
        do {
            if (out.hasRemaining()) {
                connection.client.write(out);
            }
            connection.server.read(in);
        } while (in.hasRemaining());
        return in.position();
    }
}
