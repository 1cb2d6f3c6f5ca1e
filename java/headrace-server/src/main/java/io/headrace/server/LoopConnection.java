// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/** A connection that a loop reads. The loop calls its handler, or a thread of the pool does: one at a time. */
final class LoopConnection implements Connection, Live, ChannelHandler {
    private static final int MARK = 64 * 1024;
    private static final int READ_BYTES = 16 * 1024;

    private final ServerCore core;
    private final EventLoop loop;
    private final SocketChannel channel;
    private final StreamHandler handler;
    private final ConnectionLife life;
    private final SocketAddress remote;
    private final ByteBuffer empty;
    private final Registration registration;
    private final LoopTimer timer;

    /** From here on the peer has to read before the handler is called again. */
    private final int mark;

    /** Of the thread that calls the handler. */
    private final Input input;

    private boolean isSetUp;
    private boolean isEndTold;

    private volatile long lastActive = System.nanoTime();

    /** Guarded by {@code this}, as all below. */
    private final Output output;

    /** A thread of the pool has the handler. */
    private boolean isBusy;

    private boolean isFull;
    private boolean isDrained;
    private boolean isInputOver;
    private boolean isOutputOver;
    private boolean isClosing;
    private boolean isLingering;
    private boolean isStopping;
    private boolean isBetween;
    private boolean isOver;

    /**
     * @param empty to read into while nothing is left: of the loop, if the loop calls the handler
     * @param afterwards when all is over
     */
    LoopConnection(
            ServerCore core,
            EventLoop loop,
            SocketChannel channel,
            StreamHandler handler,
            ByteBuffer empty,
            Runnable afterwards)
            throws IOException {
        this.core = core;
        this.loop = loop;
        this.channel = channel;
        this.handler = handler;
        this.empty = empty != null
                ? empty
                : ByteBuffer.allocate(Math.min(READ_BYTES, core.limits().request()));
        life = new ConnectionLife(core, channel, handler, this, afterwards);
        remote = channel.getRemoteAddress();
        input = new Input(core.limits().request());
        output = new Output(channel, core.limits().pending(), core.counters());
        mark = Math.min(MARK, core.limits().pending() / 2);
        timer = loop.timer(this::timeIsOver);
        channel.configureBlocking(false);
        registration = loop.register(channel, 0, this);
    }

    /** Any thread: calls setup, then reads. */
    void begin() {
        loop.execute(() -> {
            startTimer(core.limits().idle());
            call(null);
        });
    }

    @Override
    public void ready(Registration own, int readyOps) {
        try {
            if ((readyOps & SelectionKey.OP_WRITE) != 0) {
                flush();
            }
            if ((readyOps & SelectionKey.OP_READ) != 0 && mayRead()) {
                read();
            }
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
    }

    private void read() throws IOException {
        if (isLingering()) {
            if (channel.read(empty.clear()) < 0) {
                registration.close();
            }
            return;
        }
        ByteBuffer target = input.target(empty);
        int count = channel.read(target);
        lastActive = System.nanoTime();
        if (count > 0) {
            core.counters().received.add(count);
            call(target);
        } else if (count < 0) {
            synchronized (this) {
                isInputOver = true;
            }
            call(input.left());
        }
    }

    private void flush() throws IOException {
        boolean goesOn;
        synchronized (this) {
            output.flush();
            lastActive = System.nanoTime();
            if (output.size() == 0) {
                endOutput();
            }
            if (isFull && output.size() <= mark / 2) {
                isFull = false;
                isDrained = true;
            }
            goesOn = isDrained && !isBusy && !isClosing;
        }
        if (goesOn) {
            call(input.left());
        } else {
            updateInterest();
        }
    }

    /** In the loop: has the handler called, with the bytes before the position of the buffer, or without any. */
    private void call(ByteBuffer bytes) {
        if (core.executor() == null) {
            try {
                step(bytes);
            } catch (Exception | Error e) {
                fail(e);
            }
            afterStep();
            return;
        }
        synchronized (this) {
            isBusy = true;
        }
        updateInterest();
        core.executor().execute(() -> {
            Throwable error = null;
            try {
                step(bytes);
            } catch (Exception | Error e) {
                error = e;
            }
            Throwable thrown = error;
            if (!loop.tryExecute(() -> afterWorker(thrown))) {
                life.end(this);
            }
        });
    }

    private void step(ByteBuffer bytes) throws Exception {
        if (!isSetUp) {
            life.setUp(this);
            isSetUp = true;
        }
        if (takeDrained()) {
            handler.drained(this);
        }
        if (bytes != null && bytes.position() > 0) {
            ByteBuffer offered = input.offer(bytes);
            handler.handle(this, offered);
            input.keep(offered);
        }
        if (isEndDue()) {
            isEndTold = true;
            input.forget();
            handler.ended(this);
        }
        boolean isDone = input.isEmpty() && handler.isBetweenRequests();
        synchronized (this) {
            isBetween = isDone;
        }
    }

    private synchronized boolean takeDrained() {
        boolean was = isDrained;
        isDrained = false;
        return was;
    }

    private synchronized boolean isEndDue() {
        return isInputOver && !isEndTold && !isFull && !isClosing;
    }

    private void afterWorker(Throwable error) {
        boolean ends;
        boolean goesOn;
        synchronized (this) {
            isBusy = false;
            ends = isOver;
            goesOn = isDrained && !isClosing && !isOver;
        }
        if (ends) {
            end();
        } else if (error != null) {
            fail(error);
        } else if (goesOn) {
            call(input.left());
        } else {
            afterStep();
        }
    }

    private void afterStep() {
        boolean closes;
        synchronized (this) {
            closes = isStopping && isBetween && !isClosing && !isOver;
        }
        if (closes) {
            close();
        }
        updateInterest();
    }

    private void fail(Throwable error) {
        if (error instanceof ClosedChannelException && !registration.isOpen()) {
            // aborted by another thread, in the middle of this one's work
            return;
        }
        registration.fail(error);
        core.failed(channel, error);
    }

    private synchronized boolean isLingering() {
        return isLingering;
    }

    private synchronized boolean mayRead() {
        return isLingering || !isBusy && !isFull && !isInputOver && !isClosing && !isOver;
    }

    private synchronized void updateInterest() {
        if (!isOver) {
            registration.ops((mayRead() ? SelectionKey.OP_READ : 0) | (output.size() > 0 ? SelectionKey.OP_WRITE : 0));
        }
    }

    @Override
    public synchronized boolean write(ByteBuffer bytes) throws IOException {
        ensureWritable();
        output.write(bytes);
        return afterWrite();
    }

    @Override
    public synchronized boolean write(ByteBuffer... bytes) throws IOException {
        ensureWritable();
        output.write(bytes);
        return afterWrite();
    }

    private void ensureWritable() throws ClosedChannelException {
        if (isClosing || isOutputOver || isOver) {
            throw new ClosedChannelException();
        }
    }

    private boolean afterWrite() {
        lastActive = System.nanoTime();
        if (output.size() > 0) {
            isFull |= output.size() > mark;
            updateInterest();
        }
        return !isFull;
    }

    @Override
    public synchronized void closeOutput() throws IOException {
        isOutputOver = true;
        if (output.size() == 0) {
            endOutput();
        }
    }

    @Override
    public synchronized void close() {
        if (isClosing || isOver) {
            return;
        }
        isClosing = true;
        try {
            if (output.size() == 0) {
                endOutput();
            }
        } catch (IOException e) {
            // reset: there is nobody to tell
            registration.close();
        }
        updateInterest();
    }

    /** Nothing is pending. The caller holds the lock. */
    private void endOutput() throws IOException {
        if (isClosing && (isInputOver || core.limits().linger() == 0)) {
            registration.close();
        } else if (isClosing && !isLingering) {
            isLingering = true;
            channel.shutdownOutput();
            startTimer(core.limits().linger());
        } else if (isOutputOver) {
            channel.shutdownOutput();
        }
    }

    @Override
    public void abort() {
        registration.close();
    }

    @Override
    public void stopping() {
        loop.tryExecute(() -> {
            boolean isWorking;
            synchronized (this) {
                isStopping = true;
                isWorking = isBusy || !isSetUp;
            }
            if (!isWorking) {
                afterStep();
            }
        });
    }

    /** Of the channel: by abort, by a failure, or at the end of linger. In the loop. */
    @Override
    public void closed(Registration own, Throwable cause) {
        timer.cancel();
        boolean ends;
        synchronized (this) {
            isOver = true;
            ends = !isBusy;
        }
        if (ends) {
            end();
        }
    }

    private void end() {
        if (core.executor() == null) {
            life.end(this);
        } else {
            core.executor().execute(() -> life.end(this));
        }
    }

    private void startTimer(long nanos) {
        if (nanos > 0) {
            timer.start(nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void timeIsOver() {
        long left = core.limits().idle() - (System.nanoTime() - lastActive);
        synchronized (this) {
            if (!isLingering && (isBusy || left > 0)) {
                startTimer(left > 0 ? left : core.limits().idle());
                return;
            }
            if (!isLingering) {
                core.counters().idle.increment();
            }
        }
        registration.close();
    }

    @Override
    public SocketAddress remoteAddress() {
        return remote;
    }
}
