// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import io.headrace.Headrace;
import io.headrace.ReceivedChannels;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A byte over a Unix domain connection, and with it the end of a pipe, which is taken and closed. The JDK passes no
 * channels: there only the byte goes.
 */
public class Passing extends Operation {
    private final ByteBuffer out = PayloadBuffers.letters(PayloadBuffers.DIRECT, 1);
    private final ByteBuffer in = PayloadBuffers.empty(PayloadBuffers.DIRECT, 1);
    private Pipe pipe;
    private SocketChannel sender;
    private SocketChannel receiver;

    @Setup
    public void open() throws IOException {
        pipe = Pipe.open();
        Path path = Files.createTempDirectory("passing").resolve("socket");
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(path));
            sender = SocketChannel.open(UnixDomainSocketAddress.of(path));
            receiver = listener.accept();
        } finally {
            Files.deleteIfExists(path);
            Files.delete(path.getParent());
        }
    }

    @TearDown
    public void close() throws IOException {
        PayloadBuffers.check(out, in);
        for (Channel each : new Channel[] {sender, receiver, pipe.source(), pipe.sink()}) {
            each.close();
        }
    }

    @Benchmark
    public int sendAndReceive() throws IOException {
        out.clear();
        in.clear();
        if (!Provider.IS_HEADRACE) {
            return sender.write(out) + receiver.read(in);
        }
        int sent = Headrace.sendChannels(sender, out, pipe.sink());
        try (ReceivedChannels received = Headrace.receiveChannels(receiver, in)) {
            received.take(0, Pipe.SinkChannel.class).close();
            return sent + received.bytes();
        }
    }
}
