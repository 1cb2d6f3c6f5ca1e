// SPDX-License-Identifier: Apache-2.0
package io.headrace.stress;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Many threads wake a selector, and register, cancel, close and change the interest of its channels while it selects.
 * Then they rest, each key that is still valid becomes ready, and the selector has to report every one of them and no
 * other.
 */
final class SelectorStorm implements Stress.Scenario {
    private static final int CHANNELS = 24;
    private static final int THREADS = 3;
    private static final int CHANGES = 300;

    private final List<Pipe> pipes = new ArrayList<>();

    @Override
    public String round(ExecutorService threads, SplittableRandom random) throws Exception {
        pipes.clear();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < CHANNELS; i++) {
                Pipe pipe = Pipe.open();
                pipes.add(pipe);
                pipe.source().configureBlocking(false);
            }
            disturb(threads, random, selector);
            requireReportOfAll(selector);
        } finally {
            for (Pipe pipe : pipes) {
                pipe.source().close();
                pipe.sink().close();
            }
        }
        return "SELECT, disturbed";
    }

    private void disturb(ExecutorService threads, SplittableRandom random, Selector selector) throws Exception {
        List<Future<?>> disturbers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            SplittableRandom own = random.split();
            disturbers.add(threads.submit(() -> {
                for (int j = 0; j < CHANGES; j++) {
                    change(selector, pipes.get(own.nextInt(CHANNELS)).source(), own);
                }
                return null;
            }));
        }
        while (!disturbers.stream().allMatch(Future::isDone)) {
            selector.select(1);
            selector.selectedKeys().clear();
        }
        for (Future<?> disturber : disturbers) {
            disturber.get();
        }
    }

    private static void change(Selector selector, Pipe.SourceChannel channel, SplittableRandom random)
            throws IOException {
        SelectionKey key = channel.keyFor(selector);
        try {
            switch (random.nextInt(16)) {
                case 0 -> channel.close();
                case 1, 2 -> selector.wakeup();
                case 3, 4, 5 -> {
                    if (key != null) {
                        key.cancel();
                    }
                }
                case 6, 7, 8, 9 -> {
                    if (key != null) {
                        key.interestOps(random.nextBoolean() ? SelectionKey.OP_READ : 0);
                    }
                }
                default -> channel.register(selector, random.nextBoolean() ? SelectionKey.OP_READ : 0);
            }
        } catch (ClosedChannelException | CancelledKeyException anotherWasFaster) {
            // as both are documented
        }
    }

    private void requireReportOfAll(Selector selector) throws IOException {
        selector.selectNow();
        selector.selectedKeys().clear();
        Set<SelectionKey> awaited = new HashSet<>();
        for (Pipe pipe : pipes) {
            SelectionKey key = pipe.source().keyFor(selector);
            if (pipe.source().isOpen()) {
                pipe.sink().write(ByteBuffer.allocate(1));
            }
            if (key != null && key.isValid() && key.interestOps() == SelectionKey.OP_READ) {
                awaited.add(key);
            }
        }
        Set<SelectionKey> reported = new HashSet<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!reported.containsAll(awaited) && System.nanoTime() - end < 0) {
            selector.select(100);
            reported.addAll(selector.selectedKeys());
        }
        if (!reported.equals(awaited)) {
            throw new AssertionError("reported " + reported + ", awaited were " + awaited);
        }
    }
}
