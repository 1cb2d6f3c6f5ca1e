// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A session, and the datagrams that wait for its handler. */
final class DatagramSession implements Session, Live {
    /** Of one session, for a thread of the pool; more are dropped. */
    private static final int MOST_WAITING = 256;

    private record Waiting(ByteBuffer bytes, One one) {}

    private final ServerCore core;
    private final EventLoop loop;
    private final DatagramChannel channel;
    private final SocketAddress remote;
    private final DatagramHandler handler;
    private final Consumer<DatagramSession> forget;
    private final LoopTimer timer;

    /** Of the loop's thread. */
    private long lastActive = System.nanoTime();

    private boolean isForgotten;

    /** Of the thread that calls the handler. */
    private boolean isSetUp;

    private boolean isFinished;

    /** Guarded by {@code this}, as all below. */
    private final Queue<Waiting> waiting = new ArrayDeque<>();

    private boolean isBusy;
    private boolean isOver;

    /** @param forget in the loop's thread, when no more datagrams are taken */
    DatagramSession(
            ServerCore core,
            EventLoop loop,
            DatagramChannel channel,
            SocketAddress remote,
            DatagramHandler handler,
            Consumer<DatagramSession> forget) {
        this.core = core;
        this.loop = loop;
        this.channel = channel;
        this.remote = remote;
        this.handler = handler;
        this.forget = forget;
        timer = loop.timer(this::timeIsOver);
        startTimer(core.limits().idle());
    }

    /** In the loop's thread. */
    void take(ByteBuffer datagram, One one) {
        lastActive = System.nanoTime();
        if (core.executor() == null) {
            handle(datagram, one);
            return;
        }
        synchronized (this) {
            if (isOver || waiting.size() == MOST_WAITING) {
                core.counters().dropped.increment();
                finishOne(one);
                return;
            }
            waiting.add(new Waiting(copyOf(datagram), one));
            if (isBusy) {
                return;
            }
            isBusy = true;
        }
        core.executor().execute(this::work);
    }

    private static ByteBuffer copyOf(ByteBuffer datagram) {
        return ByteBuffer.allocate(datagram.remaining()).put(datagram).flip();
    }

    /** In a thread of the executor, one at a time. */
    private void work() {
        for (Waiting next = next(); next != null; next = next()) {
            handle(next.bytes, next.one);
        }
        finishIfOver();
    }

    private synchronized Waiting next() {
        Waiting next = waiting.poll();
        isBusy = next != null;
        return next;
    }

    private void handle(ByteBuffer datagram, One one) {
        try {
            if (!isSetUp) {
                handler.setup(this);
                isSetUp = true;
            }
            handler.handle(this, datagram);
        } catch (Exception | Error e) {
            core.failed(channel, e);
            close();
        } finally {
            finishOne(one);
        }
    }

    private static void finishOne(One one) {
        if (one != null) {
            one.done.countDown();
        }
    }

    private void startTimer(long nanos) {
        if (nanos > 0) {
            timer.start(nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void timeIsOver() {
        long left = core.limits().idle() - (System.nanoTime() - lastActive);
        if (left > 0) {
            startTimer(left);
            return;
        }
        core.counters().idle.increment();
        end();
    }

    /** In the loop's thread. */
    private void end() {
        if (isForgotten) {
            return;
        }
        isForgotten = true;
        timer.cancel();
        forget.accept(this);
        synchronized (this) {
            isOver = true;
        }
        if (core.executor() == null) {
            finishIfOver();
        } else {
            core.executor().execute(this::finishIfOver);
        }
    }

    /** The datagrams that were taken come first. */
    private void finishIfOver() {
        synchronized (this) {
            if (!isOver || isBusy || isFinished) {
                return;
            }
            isFinished = true;
        }
        try {
            if (isSetUp) {
                handler.finish(this);
            }
        } catch (Exception | Error e) {
            core.report(channel, e);
        } finally {
            core.counters().ended.increment();
            core.live().remove(this);
        }
    }

    @Override
    public SocketAddress remoteAddress() {
        return remote;
    }

    @Override
    public boolean send(ByteBuffer datagram) throws IOException {
        int size = datagram.remaining();
        if (channel.send(datagram, remote) == 0 && size > 0) {
            core.counters().dropped.increment();
            return false;
        }
        core.counters().sent.add(size);
        return true;
    }

    @Override
    public void close() {
        loop.tryExecute(this::end);
    }

    @Override
    public void stopping() {
        close();
    }

    @Override
    public void abort() {
        close();
    }
}
