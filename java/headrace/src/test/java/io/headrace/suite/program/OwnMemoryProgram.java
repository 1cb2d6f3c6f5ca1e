// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.program;

import io.headrace.suite.support.ChannelPair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;

/**
 * Moves large heap buffers by many short-lived threads, and keeps many selectors. Started with a limit of direct
 * buffers that leaves no room for either.
 */
public final class OwnMemoryProgram {
    private static final int THREADS = 200;
    private static final int SELECTORS = 100;

    private OwnMemoryProgram() {}

    public static void main(String[] arguments) throws Exception {
        try (ChannelPair pair = ChannelPair.open()) {
            byte[] sent = new byte[100_000];
            byte[] received = new byte[sent.length];
            for (int i = 0; i < THREADS; i++) {
                FutureTask<Void> reading = start(() -> readAll(pair, ByteBuffer.wrap(received)));
                start(() -> pair.client.write(ByteBuffer.wrap(sent))).get();
                reading.get();
            }
        }
        List<Selector> selectors = new ArrayList<>();
        for (int i = 0; i < SELECTORS; i++) {
            Selector selector = Selector.open();
            selectors.add(selector);
            try (ChannelPair pair = ChannelPair.openNonBlocking()) {
                pair.server.register(selector, SelectionKey.OP_READ);
                selector.selectNow();
            }
        }
        for (Selector selector : selectors) {
            selector.close();
        }
        System.out.println("passed");
    }

    private interface Work {
        void run() throws IOException;
    }

    private static FutureTask<Void> start(Work work) {
        FutureTask<Void> task = new FutureTask<>(() -> {
            work.run();
            return null;
        });
        new Thread(task).start();
        return task;
    }

    private static void readAll(ChannelPair pair, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (pair.server.read(buffer) < 0) {
                throw new AssertionError("the end after " + buffer);
            }
        }
    }
}
