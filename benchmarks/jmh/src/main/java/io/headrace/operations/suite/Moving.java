// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import io.headrace.Headrace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * 16 KiB, and a read of them at the other end. They come from a file, by Headrace.transfer; or from a connection by
 * way of a pipe, by two splices. On the JDK by transferTo, and by read and write.
 */
public class Moving extends Operation {
    private static final int SIZE = 1 << 14;

    private final ByteBuffer out = PayloadBuffers.letters(PayloadBuffers.DIRECT, SIZE);
    private final ByteBuffer in = PayloadBuffers.empty(PayloadBuffers.DIRECT, SIZE);
    private final ByteBuffer between = PayloadBuffers.empty(PayloadBuffers.DIRECT, SIZE);
    private Connection from;
    private Connection to;
    private Pipe pipe;
    private FileChannel file;

    @Setup
    public void open() throws IOException {
        from = Connection.open();
        to = Connection.open();
        pipe = Pipe.open();
        pipe.sink().configureBlocking(false);
        pipe.source().configureBlocking(false);
        Path path = Files.createTempFile("moving", "");
        Files.write(path, bytes());
        file = FileChannel.open(path, StandardOpenOption.DELETE_ON_CLOSE);
    }

    private byte[] bytes() {
        byte[] bytes = new byte[SIZE];
        out.get(0, bytes);
        return bytes;
    }

    @TearDown
    public void close() throws IOException {
        PayloadBuffers.check(out, in);
        from.close();
        to.close();
        pipe.sink().close();
        pipe.source().close();
        file.close();
    }

    @Benchmark
    public int transfer() throws IOException {
        in.clear();
        long sent = 0;
        do {
            sent += Provider.IS_HEADRACE
                    ? Headrace.transfer(file, sent, SIZE - sent, to.client)
                    : file.transferTo(sent, SIZE - sent, to.client);
            to.server.read(in);
        } while (in.hasRemaining());
        return in.position();
    }

    @Benchmark
    public int splice() throws IOException {
        from.client.write(out.clear());
        in.clear();
        between.clear();
        do {
            move();
            to.server.read(in);
        } while (in.hasRemaining());
        return in.position();
    }

    private void move() throws IOException {
        if (Provider.IS_HEADRACE) {
            Headrace.splice(from.server, pipe.sink(), SIZE);
            Headrace.splice(pipe.source(), to.client, SIZE);
            return;
        }
        from.server.read(between);
        between.flip();
        to.client.write(between);
        between.compact();
    }
}
