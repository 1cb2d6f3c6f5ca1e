// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Accepts connections in a loop, and hands each to what serves it. The loop's thread, if no method says otherwise. */
final class Acceptor implements ChannelHandler, Source {
    private static final int ACCEPTS_A_CALL = 16;
    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 1000;

    /** Serves a connection from now on; calls {@code afterwards} once, when it is over. */
    interface Starter {
        void start(SocketChannel channel, Runnable afterwards) throws IOException;
    }

    private final ServerCore core;
    private final EventLoop loop;
    private final ServerSocketChannel listener;
    private final Starter starter;
    private final Registration registration;
    private final LoopTimer pauseTimer;
    private final AtomicInteger open = new AtomicInteger();

    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private boolean isPausing;
    private boolean takesAll;
    private One wanted;

    Acceptor(ServerCore core, EventLoop loop, ServerSocketChannel listener, Starter starter) throws IOException {
        this.core = core;
        this.loop = loop;
        this.listener = listener;
        this.starter = starter;
        pauseTimer = loop.timer(this::endPause);
        registration = loop.register(listener, 0, this);
    }

    @Override
    public SocketAddress address() throws IOException {
        return listener.getLocalAddress();
    }

    @Override
    public void takeAll() {
        loop.execute(() -> {
            takesAll = true;
            updateInterest();
        });
    }

    @Override
    public void take(One one) {
        wanted = one;
        updateInterest();
    }

    @Override
    public void takeNone() {
        wanted = null;
        updateInterest();
    }

    @Override
    public void close() {
        registration.close();
    }

    private boolean isWanted() {
        return !isPausing
                && (takesAll || wanted != null)
                && open.get() < core.limits().connections();
    }

    private void updateInterest() {
        registration.ops(isWanted() ? SelectionKey.OP_ACCEPT : 0);
    }

    @Override
    public void ready(Registration own, int readyOps) {
        for (int i = 0; i < ACCEPTS_A_CALL && isWanted(); i++) {
            SocketChannel channel;
            try {
                channel = listener.accept();
            } catch (ClosedChannelException e) {
                // the server shuts down
                return;
            } catch (IOException e) {
                pause(e);
                return;
            }
            if (channel == null) {
                break;
            }
            pauseMillis = FIRST_PAUSE_MILLIS;
            start(channel);
        }
        updateInterest();
    }

    /** EMFILE and its like: the connection stays in the backlog, and the listener stays ready. */
    private void pause(IOException error) {
        core.counters().acceptErrors.increment();
        core.report(listener, error);
        isPausing = true;
        updateInterest();
        pauseTimer.start(pauseMillis, TimeUnit.MILLISECONDS);
        pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, 2 * pauseMillis);
    }

    private void endPause() {
        isPausing = false;
        updateInterest();
    }

    private void start(SocketChannel channel) {
        One one = wanted;
        wanted = null;
        open.incrementAndGet();
        core.counters().accepted.increment();
        if (one != null) {
            one.taken.countDown();
        }
        try {
            starter.start(channel, () -> ended(one));
        } catch (IOException | RuntimeException | Error e) {
            core.counters().ended.increment();
            ended(one);
            core.failed(channel, e);
            closeFailed(channel);
        }
    }

    private void closeFailed(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            core.report(channel, e);
        }
    }

    /** Any thread. */
    private void ended(One one) {
        boolean wasFull = open.getAndDecrement() >= core.limits().connections();
        if (one != null) {
            one.done.countDown();
        }
        if (wasFull) {
            loop.tryExecute(this::updateInterest);
        }
    }
}
