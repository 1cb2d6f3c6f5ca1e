// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.program;

import com.sun.management.ThreadMXBean;
import io.headrace.suite.support.DatagramPair;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * Echoes datagrams to one and to many senders as a server does, in laps as {@link AllocationProgram}. Prints what the
 * last lap allocated.
 */
public final class DatagramAllocationProgram {
    private static final int LAP = 5000;
    private static final int MOST_LAPS = 20;
    private static final int PEERS = 100;

    private final DatagramPair pair = new DatagramPair();
    private final DatagramChannel[] peers = new DatagramChannel[PEERS];
    private final Selector selector = Selector.open();
    private final SelectionKey key;
    private final ByteBuffer[] buffers = {ByteBuffer.allocateDirect(64), ByteBuffer.allocate(64)};
    private int turn;

    private DatagramAllocationProgram() throws IOException {
        key = pair.channel.configureBlocking(false).register(selector, SelectionKey.OP_READ);
        for (int i = 0; i < PEERS; i++) {
            peers[i] = DatagramPair.bound();
        }
    }

    public static void main(String[] args) throws IOException {
        DatagramAllocationProgram program = new DatagramAllocationProgram();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = program.lap(threads);
        long before = allocated;
        for (int lap = 1; lap < MOST_LAPS && allocated + before > 0; lap++) {
            before = allocated;
            allocated = program.lap(threads);
        }
        System.out.println("allocated " + allocated);
    }

    private long lap(ThreadMXBean threads) throws IOException {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < LAP; i++) {
            DatagramChannel peer = i < LAP / 2 ? pair.peer : peers[i % PEERS];
            peer.send(buffer().limit(16), pair.channelAddress);
            selector.select();
            selector.selectedKeys().remove(key);
            ByteBuffer buffer = buffer();
            SocketAddress sender = pair.channel.receive(buffer);
            pair.channel.send(buffer.flip(), sender);
            peer.receive(buffer());
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private ByteBuffer buffer() {
        return buffers[turn++ % 2].clear();
    }
}
