// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.program;

import com.sun.management.ThreadMXBean;
import io.headrace.suite.support.ChannelPair;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * A loop as a server has it: 8 of 64 keys become ready, are selected, read, answered, and change their interest. Runs
 * in laps, until two in a row have allocated nothing: then the compiler, which allocates a few bytes as it goes, is
 * done. Prints what the last lap allocated. Argument: "set" or "action".
 */
public final class AllocationProgram {
    private static final int KEYS = 64;
    private static final int READY = 8;
    private static final int LAP = 1000;
    private static final int MOST_LAPS = 20;

    private final Selector selector = Selector.open();
    private final ChannelPair[] pairs = new ChannelPair[KEYS];
    private final SelectionKey[] keys = new SelectionKey[KEYS];
    private final ByteBuffer[] buffers = {ByteBuffer.allocateDirect(64), ByteBuffer.allocate(64)};
    private final Consumer<SelectionKey> serve = this::serve;
    private final boolean byAction;
    private int served;
    private int turn;

    private AllocationProgram(boolean byAction) throws IOException {
        this.byAction = byAction;
        for (int i = 0; i < KEYS; i++) {
            pairs[i] = ChannelPair.openNonBlocking();
            keys[i] = pairs[i].server.register(selector, SelectionKey.OP_READ);
        }
    }

    public static void main(String[] args) throws IOException {
        AllocationProgram program = new AllocationProgram(args[0].equals("action"));
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
            round(i * READY % KEYS);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private void round(int first) throws IOException {
        for (int i = first; i < first + READY; i++) {
            pairs[i].client.write(buffer().limit(16));
        }
        served = 0;
        while (served < READY) {
            if (byAction) {
                selector.select(serve);
            } else {
                selector.select();
                for (Iterator<SelectionKey> it = selector.selectedKeys().iterator(); it.hasNext(); ) {
                    serve(it.next());
                    it.remove();
                }
            }
        }
        for (int i = first; i < first + READY; i++) {
            while (pairs[i].client.read(buffer()) == 0) {
                Thread.onSpinWait();
            }
        }
    }

    private ByteBuffer buffer() {
        return buffers[turn++ & 1].clear();
    }

    /** Reads when there is something, then answers when there is room. */
    private void serve(SelectionKey key) {
        try {
            SocketChannel channel = (SocketChannel) key.channel();
            if (key.isReadable()) {
                channel.read(buffer());
                key.interestOps(SelectionKey.OP_WRITE);
            } else {
                channel.write(buffer().limit(16));
                key.interestOps(SelectionKey.OP_READ);
                served++;
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
