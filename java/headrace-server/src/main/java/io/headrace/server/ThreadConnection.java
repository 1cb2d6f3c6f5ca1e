// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A connection that a thread serves: reads and writes block. */
final class ThreadConnection implements Connection, Live, Runnable {
    private static final int READ_BYTES = 16 * 1024;

    private final ServerCore core;
    private final SocketChannel channel;
    private final StreamHandler handler;
    private final ConnectionLife life;
    private final SocketAddress remote;
    private final Input input;
    private final LoopTimer timer;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** One writer at a time. No monitor: those pin virtual threads before Java 24. */
    private final ReentrantLock writing = new ReentrantLock();

    private volatile long lastActive = System.nanoTime();
    private volatile boolean isIdle;

    /** Guarded by {@code this}, never held for long. */
    private boolean isStopping;

    private boolean isBetween;

    ThreadConnection(ServerCore core, EventLoop loop, SocketChannel channel, StreamHandler handler, Runnable afterwards)
            throws IOException {
        this.core = core;
        this.channel = channel;
        this.handler = handler;
        life = new ConnectionLife(core, channel, handler, this, afterwards);
        remote = channel.getRemoteAddress();
        input = new Input(core.limits().request());
        timer = loop.timer(this::timeIsOver);
        channel.configureBlocking(true);
    }

    @Override
    public void run() {
        startTimer(core.limits().idle());
        try {
            life.setUp(this);
            serve();
            linger();
        } catch (ClosedChannelException e) {
            // by abort or by the timer, unless a handler has closed the channel itself
            if (isIdle) {
                core.counters().idle.increment();
            } else if (!isClosing()) {
                core.failed(channel, e);
            }
        } catch (Exception | Error e) {
            core.failed(channel, e);
        } finally {
            timer.cancel();
            closeChannel();
            life.end(this);
        }
    }

    private void serve() throws Exception {
        ByteBuffer empty =
                ByteBuffer.allocate(Math.min(READ_BYTES, core.limits().request()));
        endRequest();
        while (!isClosing()) {
            ByteBuffer target = input.target(empty);
            int count = channel.read(target);
            if (!beginRequest()) {
                return;
            }
            lastActive = System.nanoTime();
            if (count < 0) {
                handler.ended(this);
                closing.await();
                return;
            }
            core.counters().received.add(count);
            ByteBuffer offered = input.offer(target);
            handler.handle(this, offered);
            input.keep(offered);
            endRequest();
        }
    }

    /** What the peer sends after a close is thrown away: see {@link Connection#close}. */
    private void linger() throws IOException {
        ByteBuffer waste = ByteBuffer.allocate(1024);
        while (channel.read(waste.clear()) >= 0) {
            // until the peer closes or the timer does
        }
    }

    /** A server that stops either takes a request as a whole, or not at all. */
    private synchronized boolean beginRequest() {
        isBetween = false;
        return !isClosing();
    }

    private void endRequest() {
        boolean isOver = input.isEmpty() && handler.isBetweenRequests();
        synchronized (this) {
            isBetween = isOver;
            if (!isStopping || !isBetween) {
                return;
            }
        }
        close();
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void startTimer(long nanos) {
        if (nanos > 0) {
            timer.start(nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** In the loop's thread. */
    private void timeIsOver() {
        long left = core.limits().idle() - (System.nanoTime() - lastActive);
        if (!isClosing() && left > 0) {
            startTimer(left);
            return;
        }
        isIdle = !isClosing();
        abort();
    }

    @Override
    public SocketAddress remoteAddress() {
        return remote;
    }

    @Override
    public boolean write(ByteBuffer bytes) throws IOException {
        writing.lock();
        try {
            while (bytes.hasRemaining()) {
                core.counters().sent.add(channel.write(bytes));
                lastActive = System.nanoTime();
            }
            return true;
        } finally {
            writing.unlock();
        }
    }

    @Override
    public boolean write(ByteBuffer... bytes) throws IOException {
        writing.lock();
        try {
            while (Output.remaining(bytes) > 0) {
                core.counters().sent.add(channel.write(bytes));
                lastActive = System.nanoTime();
            }
            return true;
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void closeOutput() throws IOException {
        writing.lock();
        try {
            channel.shutdownOutput();
        } finally {
            writing.unlock();
        }
    }

    /** The thread goes on to read: until the peer closes, or the timer ends it. */
    @Override
    public void close() {
        closing.countDown();
        if (core.limits().linger() == 0) {
            closeChannel();
            return;
        }
        startTimer(core.limits().linger());
        try {
            closeOutput();
        } catch (IOException e) {
            // closed or reset: the read has ended too
            closeChannel();
        }
    }

    @Override
    public void abort() {
        closing.countDown();
        closeChannel();
    }

    @Override
    public void stopping() {
        synchronized (this) {
            isStopping = true;
            if (!isBetween) {
                return;
            }
            closing.countDown();
        }
        close();
    }

    private void closeChannel() {
        try {
            channel.close();
        } catch (IOException e) {
            core.report(channel, e);
        }
    }
}
