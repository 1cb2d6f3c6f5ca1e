// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Several {@link EventLoop}s, over which channels are spread in turn. Any thread may call. */
public final class EventLoops implements AutoCloseable {
    private final List<EventLoop> loops;
    private final AtomicInteger turn = new AtomicInteger();

    private EventLoops(List<EventLoop> loops) {
        this.loops = List.copyOf(loops);
    }

    /**
     * Starts loops with the same options. Their names are numbered from 0.
     *
     * @param count from 1
     * @throws IllegalArgumentException there are no loops to start
     * @throws UnsupportedOperationException the provider does not have what the options ask for
     * @throws IOException a selector cannot be opened; no loop is left running
     */
    public static EventLoops start(int count, EventLoop.Builder options) throws IOException {
        Limit.positive("a number of loops", count);
        List<EventLoop> started = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                started.add(options.start("-" + i));
            }
        } catch (IOException | RuntimeException e) {
            started.forEach(EventLoop::close);
            throw e;
        }
        return new EventLoops(started);
    }

    /** The loops, in the order of their numbers. The list cannot be changed. */
    public List<EventLoop> all() {
        return loops;
    }

    /** The loop whose turn it is. */
    public EventLoop next() {
        return loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
    }

    /**
     * Registers the channel in the loop whose turn it is.
     *
     * @throws IOException as {@link EventLoop#register}
     */
    public Registration register(SelectableChannel channel, int ops, ChannelHandler handler) throws IOException {
        return next().register(channel, ops, handler);
    }

    /**
     * Stops all loops at the same time, as {@link EventLoop#stop} does.
     *
     * @return whether nothing was cut by the deadline
     * @throws InterruptedException the caller was interrupted while it waited; the loops stop nevertheless
     */
    public boolean stop(Duration deadline) throws InterruptedException {
        loops.forEach(loop -> loop.beginStop(deadline));
        boolean isClean = true;
        for (EventLoop loop : loops) {
            isClean &= loop.stop(deadline);
        }
        return isClean;
    }

    /** Closes all loops. */
    @Override
    public void close() {
        loops.forEach(EventLoop::close);
    }
}
