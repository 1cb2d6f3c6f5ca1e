// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import io.headrace.DatagramBatch;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A datagram of 1,200 bytes, 16 at a time: by a DatagramBatch. On the JDK by a send and a receive each. */
public class Batch extends Operation {
    private static final int COUNT = 16;
    private static final int SIZE = 1200;
    private static final int ROOM = 1 << 20;

    private DatagramChannel sender;
    private DatagramChannel receiver;
    private InetSocketAddress target;
    private ByteBuffer out;
    private ByteBuffer in;
    private DatagramBatch toSend;
    private DatagramBatch received;

    @Setup
    public void open() throws IOException {
        sender = bound();
        receiver = bound();
        target = (InetSocketAddress) receiver.getLocalAddress();
        out = PayloadBuffers.letters(PayloadBuffers.DIRECT, SIZE);
        in = PayloadBuffers.empty(PayloadBuffers.DIRECT, SIZE);
        if (Provider.IS_HEADRACE) {
            toSend = DatagramBatch.allocate(COUNT, COUNT * SIZE);
            received = DatagramBatch.allocate(DatagramBatch.JOINED_MESSAGES, DatagramBatch.JOINED_BYTES);
            for (int i = 0; i < COUNT; i++) {
                toSend.payload().put(i * SIZE, out, 0, SIZE);
            }
        }
    }

    private static DatagramChannel bound() throws IOException {
        DatagramChannel channel =
                DatagramChannel.open(StandardProtocolFamily.INET).bind(new InetSocketAddress("127.0.0.1", 0));
        channel.setOption(StandardSocketOptions.SO_RCVBUF, ROOM);
        channel.configureBlocking(false);
        return channel;
    }

    @TearDown
    public void close() throws IOException {
        if (Provider.IS_HEADRACE) {
            in.put(0, received.payload(), received.offset(0), SIZE);
        }
        PayloadBuffers.check(out, in);
        sender.close();
        receiver.close();
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public int sendAndReceive() throws IOException {
        return Provider.IS_HEADRACE ? byBatch() : oneByOne();
    }

    private int byBatch() throws IOException {
        toSend.clear();
        for (int i = 0; i < COUNT; i++) {
            toSend.add(i * SIZE, SIZE, target);
        }
        Selectors.check("datagrams sent", COUNT, toSend.send(sender, 0));
        int left = COUNT;
        while (left > 0) {
            left -= received.receive(receiver);
        }
        return left;
    }

    private int oneByOne() throws IOException {
        for (int i = 0; i < COUNT; i++) {
            sender.send(out.clear(), target);
        }
        int left = COUNT;
        while (left > 0) {
            left -= receiver.receive(in.clear()) == null ? 0 : 1;
        }
        return left;
    }
}
