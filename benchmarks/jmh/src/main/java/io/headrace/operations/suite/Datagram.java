// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A datagram of 64 bytes from one channel to another. */
public class Datagram extends Operation {
    private static final int SIZE = 64;

    /** Kind of both buffers. */
    @Param({PayloadBuffers.DIRECT, PayloadBuffers.HEAP})
    public String buffer;

    private Selector selector;
    private DatagramChannel sender;
    private DatagramChannel receiver;
    private DatagramChannel connectedSender;
    private DatagramChannel connectedReceiver;
    private SocketAddress target;
    private ByteBuffer out;
    private ByteBuffer in;

    @Setup
    public void open() throws IOException {
        selector = Selectors.open();
        sender = bound();
        receiver = bound();
        connectedSender = bound();
        connectedReceiver = bound();
        target = receiver.getLocalAddress();
        connectedSender.connect(connectedReceiver.getLocalAddress());
        connectedReceiver.connect(connectedSender.getLocalAddress());
        selector.selectNow();
        out = PayloadBuffers.letters(buffer, SIZE);
        in = PayloadBuffers.empty(buffer, SIZE);
    }

    /** Bound to an address of the system's choice. */
    DatagramChannel openBound() throws IOException {
        return DatagramChannel.open().bind(Connection.loopback());
    }

    private DatagramChannel bound() throws IOException {
        DatagramChannel channel = openBound();
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        return channel;
    }

    @Setup(Level.Iteration)
    public void wipe() {
        PayloadBuffers.wipe(in);
    }

    @TearDown(Level.Iteration)
    public void check() throws IOException {
        PayloadBuffers.check(out, in);
        Selectors.check("channels with more than one datagram", 0, selector.selectNow());
    }

    @TearDown
    public void close() throws IOException {
        sender.close();
        receiver.close();
        connectedSender.close();
        connectedReceiver.close();
        selector.close();
    }

    @Benchmark
    public SocketAddress sendAndReceive() throws IOException {
        out.clear();
        sender.send(out, target);
        in.clear();
        SocketAddress source;
        do {
            source = receiver.receive(in);
        } while (source == null);
        return source;
    }

    /** Connected channels. */
    @Benchmark
    public int writeAndRead() throws IOException {
        out.clear();
        connectedSender.write(out);
        in.clear();
        int read;
        do {
            read = connectedReceiver.read(in);
        } while (read == 0);
        return read;
    }
}
