// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A loop, and what it reported. */
final class LoopFixture implements AutoCloseable {
    record Report(Channel channel, Throwable error) {}

    final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
    final EventLoop loop;

    LoopFixture() throws IOException {
        loop = EventLoop.builder()
                .name("tested")
                .onError((channel, error) -> reports.add(new Report(channel, error)))
                .start();
    }

    /** A pipe whose source is in non-blocking mode. */
    static Pipe pipe() throws IOException {
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        return pipe;
    }

    static void send(Pipe pipe, int... bytes) throws IOException {
        for (int value : bytes) {
            pipe.sink().write(ByteBuffer.wrap(new byte[] {(byte) value}));
        }
    }

    /** A handler that puts each byte into the queue. */
    static ChannelHandler collecting(BlockingQueue<Byte> received) {
        return (registration, ready) -> {
            ByteBuffer one = ByteBuffer.allocate(1);
            while (((Pipe.SourceChannel) registration.channel()).read(one) > 0) {
                received.add(one.get(0));
                one.clear();
            }
        };
    }

    Registration collect(Pipe pipe, BlockingQueue<Byte> received) throws IOException {
        return loop.register(pipe.source(), SelectionKey.OP_READ, collecting(received));
    }

    /** Runs in the loop, and waits for that. */
    void inLoop(Action action) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                action.run();
                done.complete(null);
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        done.get();
    }

    /** The loop has selected at least once since the call. */
    void turn() throws Exception {
        CompletableFuture<Void> later = new CompletableFuture<>();
        // timers come after tasks, and before the select
        LoopTimer timer = loop.timer(() -> loop.execute(() -> later.complete(null)));
        timer.start(0, TimeUnit.NANOSECONDS);
        later.get();
    }

    static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T value = queue.poll(20, TimeUnit.SECONDS);
        if (value == null) {
            throw new AssertionError("nothing came");
        }
        return value;
    }

    @Override
    public void close() {
        loop.close();
    }

    interface Action {
        void run() throws Exception;
    }
}
