// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One thread and one selector: calls the handlers of channels that are ready, tasks, and timers whose time has come.
 *
 * <pre>{@code
 * try (EventLoop loop = EventLoop.builder().start()) {
 *     channel.configureBlocking(false);
 *     loop.register(channel, SelectionKey.OP_READ, (registration, ready) -> ...);
 * }
 * }</pre>
 *
 * <p>Any thread may call each method. An interrupt of the loop's thread ends at most the handler that is blocked; the
 * loop clears it and goes on.
 */
public final class EventLoop implements Executor, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EventLoop.class.getName());
    private static final int TASKS_A_TURN = 256;
    private static final long NANOS_A_MILLI = 1_000_000;

    final TimerHeap timers = new TimerHeap();
    private final String name;
    private final Selector selector;
    private final ErrorListener errors;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Consumer<SelectionKey> dispatch = this::dispatch;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Odd while a handler, task or timer runs: see {@link Watchdog}. Only the loop's thread adds. */
    private final AtomicLong calls = new AtomicLong();

    private volatile boolean isStopping;
    private volatile boolean isStopped;

    /** By {@code System.nanoTime()}; guarded by {@code this}. */
    private long stopDeadline;

    /** Whether the deadline of the stop has cut something; written before {@link #ended} is counted down. */
    private boolean isCut;

    private EventLoop(Builder options, String suffix) throws IOException {
        name = options.name + suffix;
        errors = options.errors;
        selector = options.openSelector();
        thread = Objects.requireNonNull(options.threads.newThread(this::run), "the thread factory made no thread");
        thread.setName(name);
        if (options.blocked != null) {
            Watchdog watchdog = new Watchdog(this, calls, options.limit, options.blocked);
            Thread watching = new Thread(watchdog, name + "-watchdog");
            watching.setDaemon(true);
            watching.start();
        }
        thread.start();
    }

    /** Options of a loop that is to be started. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Calls the handler in the loop's thread whenever the channel is ready.
     *
     * @param channel in non-blocking mode, of the provider of this loop
     * @param ops of {@link SelectionKey}; 0 for none yet
     * @param handler is told of this channel only, unless you register it more than once
     * @throws RejectedExecutionException the loop is stopped
     * @throws java.nio.channels.ClosedChannelException the channel is closed
     * @throws java.nio.channels.IllegalBlockingModeException the channel is in blocking mode
     * @throws java.nio.channels.IllegalSelectorException the channel is of another provider
     * @throws IllegalArgumentException the channel does not have an operation of these
     * @throws IllegalStateException the channel is in this loop already
     * @throws IOException as {@link SelectableChannel#register}
     */
    public Registration register(SelectableChannel channel, int ops, ChannelHandler handler) throws IOException {
        Objects.requireNonNull(handler, "handler");
        if ((ops & ~channel.validOps()) != 0) {
            throw new IllegalArgumentException(
                    "operations " + ops + " of " + channel + ": it has " + channel.validOps());
        }
        Registration registration = new Registration(this, channel, handler);
        try {
            synchronized (channel.blockingLock()) {
                if (channel.keyFor(selector) != null) {
                    throw new IllegalStateException(channel + " is in " + this + " already");
                }
                registration.begin(channel.register(selector, 0, registration));
            }
        } catch (ClosedSelectorException e) {
            throw new RejectedExecutionException(this + " is stopped", e);
        }
        registration.ops(ops);
        if (isStopping) {
            execute(() -> tellStopping(registration));
        }
        return registration;
    }

    /**
     * Runs a task in the loop's thread. Tasks run in the order of these calls. What a task throws goes to the
     * {@link ErrorListener}.
     *
     * @throws RejectedExecutionException the loop is stopped
     */
    @Override
    public void execute(Runnable task) {
        if (!tryExecute(Objects.requireNonNull(task, "task"))) {
            throw new RejectedExecutionException(this + " is stopped");
        }
    }

    /** As {@link #execute}, but returns false if the loop is stopped. */
    boolean tryExecute(Runnable task) {
        if (isStopped && !inLoop()) {
            return false;
        }
        tasks.add(task);
        // the loop may have taken its last task in between
        if (isStopped && !inLoop() && tasks.remove(task)) {
            return false;
        }
        wakeUp();
        return true;
    }

    /** A timer of this loop, which does not run yet. */
    public LoopTimer timer(Runnable action) {
        return new LoopTimer(this, Objects.requireNonNull(action, "action"));
    }

    /** Whether the caller is the thread of this loop. */
    public boolean inLoop() {
        return Thread.currentThread() == thread;
    }

    /** Whether the loop has ended. */
    public boolean isStopped() {
        return isStopped;
    }

    /**
     * Stops the loop and lets it finish: handlers are told by {@link ChannelHandler#stopping}, and the loop ends once
     * no channel and no task is left. At the deadline it closes the channels that are left, and ends. A second call can
     * only bring the deadline nearer.
     *
     * <p>Waits for the end, unless the caller is the loop's own thread.
     *
     * @param deadline from now; zero closes all channels at once
     * @return whether the loop has ended, and nothing was cut by the deadline
     * @throws InterruptedException the caller was interrupted while it waited; the loop stops nevertheless
     */
    public boolean stop(Duration deadline) throws InterruptedException {
        beginStop(deadline);
        if (inLoop()) {
            return false;
        }
        ended.await();
        return !isCut;
    }

    /** As {@link #stop} with a deadline of zero, but an interrupt does not end the call. It is kept. */
    @Override
    public void close() {
        beginStop(Duration.ZERO);
        if (!inLoop()) {
            awaitEnd();
        }
    }

    private void awaitEnd() {
        boolean interrupted = false;
        while (true) {
            try {
                ended.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void beginStop(Duration deadline) {
        long until = System.nanoTime() + Limit.nanos(deadline);
        synchronized (this) {
            if (!isStopping || until - stopDeadline < 0) {
                stopDeadline = until;
            }
            isStopping = true;
        }
        wakeUp();
    }

    private synchronized long untilCut(long now) {
        return stopDeadline - now;
    }

    void wakeUp() {
        if (!inLoop()) {
            selector.wakeup();
        }
    }

    Thread thread() {
        return thread;
    }

    private void run() {
        Throwable cause = null;
        try {
            boolean isTold = false;
            while (true) {
                runTasks();
                runTimers();
                if (isStopping) {
                    if (!isTold) {
                        isTold = true;
                        tellAllStopping();
                    }
                    if (isDone() || untilCut(System.nanoTime()) <= 0) {
                        break;
                    }
                }
                select();
            }
        } catch (IOException | RuntimeException | Error e) {
            cause = e;
            report(null, e);
        } finally {
            end(cause);
        }
    }

    private void runTasks() {
        for (int i = 0; i < TASKS_A_TURN; i++) {
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            call(task);
        }
    }

    private void runTimers() {
        if (timers.isEmpty()) {
            return;
        }
        // what the actions start is later than this
        long now = System.nanoTime();
        for (LoopTimer due = timers.pollDue(now); due != null; due = timers.pollDue(now)) {
            call(due.action);
        }
    }

    private void call(Runnable action) {
        enter();
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            report(null, e);
        } finally {
            leave();
        }
    }

    private void select() throws IOException {
        long millis = tasks.isEmpty() ? timeout() : 0;
        if (millis == 0) {
            selector.selectNow(dispatch);
        } else {
            selector.select(dispatch, millis == Long.MAX_VALUE ? 0 : millis);
        }
        // else no select would sleep again
        Thread.interrupted();
    }

    /** Milliseconds, rounded up; 0 not to wait. */
    private long timeout() {
        long now = System.nanoTime();
        long nanos = timers.isEmpty() ? Long.MAX_VALUE : timers.untilNext(now);
        if (isStopping) {
            nanos = Math.min(nanos, untilCut(now));
        }
        if (nanos == Long.MAX_VALUE) {
            return nanos;
        }
        return nanos <= 0 ? 0 : (nanos - 1) / NANOS_A_MILLI + 1;
    }

    private void dispatch(SelectionKey key) {
        Registration registration = (Registration) key.attachment();
        int ready;
        try {
            ready = key.readyOps();
        } catch (CancelledKeyException e) {
            return;
        }
        enter();
        try {
            registration.handler.ready(registration, ready);
        } catch (Exception | Error e) {
            fail(registration, e);
        } finally {
            leave();
        }
    }

    private void fail(Registration registration, Throwable cause) {
        registration.fail(cause);
        report(registration.channel(), cause);
    }

    private void enter() {
        calls.lazySet(calls.getPlain() + 1);
    }

    private void leave() {
        calls.lazySet(calls.getPlain() + 1);
    }

    private void tellAllStopping() {
        // a handler may register, and the set of keys must not change under the iteration
        for (SelectionKey key : selector.keys().toArray(new SelectionKey[0])) {
            tellStopping((Registration) key.attachment());
        }
    }

    private void tellStopping(Registration registration) {
        if (!registration.isFirstStop()) {
            return;
        }
        enter();
        try {
            registration.handler.stopping(registration);
        } catch (Exception | Error e) {
            fail(registration, e);
        } finally {
            leave();
        }
    }

    void tellClosed(Registration registration, Throwable cause) {
        try {
            registration.handler.closed(registration, cause);
        } catch (Exception | Error e) {
            report(registration.channel(), e);
        }
    }

    /** The selector forgets closed channels in a select. */
    private boolean isDone() throws IOException {
        selector.selectNow(dispatch);
        return selector.keys().isEmpty() && tasks.isEmpty();
    }

    private void end(Throwable cause) {
        isStopping = true;
        // before the keys are looked at: who registers later is refused
        isStopped = true;
        for (SelectionKey key : selector.keys().toArray(new SelectionKey[0])) {
            isCut |= key.isValid();
            ((Registration) key.attachment()).fail(cause != null ? cause : cut());
        }
        runLastTasks();
        try {
            selector.close();
        } catch (IOException e) {
            report(null, e);
        }
        ended.countDown();
    }

    private TimeoutException cut() {
        return new TimeoutException(this + " was stopped before this channel was done");
    }

    /** Also those that came while the loop ended: a task that was taken is run. */
    private void runLastTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            call(task);
        }
    }

    void report(Channel channel, Throwable error) {
        try {
            errors.failed(channel, error);
        } catch (RuntimeException | Error e) {
            e.addSuppressed(error);
            LOG.log(Level.ERROR, "the error listener of " + this + " has thrown", e);
        }
    }

    @Override
    public String toString() {
        return "EventLoop[" + name + "]";
    }

    /** Options of a loop. One thread at a time. */
    public static final class Builder {
        private String name = "headrace-loop";
        private SelectorProvider provider = SelectorProvider.provider();
        private boolean isEdge;
        private ThreadFactory threads = Thread::new;
        private ErrorListener errors = Builder::log;
        private long limit;
        private BlockedListener blocked;

        private Builder() {}

        /** The name of the loop and of its thread. */
        public Builder name(String value) {
            name = Objects.requireNonNull(value, "name");
            return this;
        }

        /** Opens the selector; {@code SelectorProvider.provider()} unless you say otherwise. */
        public Builder provider(SelectorProvider value) {
            provider = Objects.requireNonNull(value, "provider");
            return this;
        }

        /**
         * Handlers are told of an edge once, and have to drain: {@code TriggerMode.EDGE} of Headrace. With any other
         * provider {@link #start} throws an UnsupportedOperationException.
         */
        public Builder edge() {
            isEdge = true;
            return this;
        }

        /** Makes the thread, which has to be a platform thread; one that is no daemon unless you say otherwise. */
        public Builder threads(ThreadFactory value) {
            threads = Objects.requireNonNull(value, "threads");
            return this;
        }

        /** Is told what handlers, tasks and timers throw; logs it as a warning unless you say otherwise. */
        public Builder onError(ErrorListener value) {
            errors = Objects.requireNonNull(value, "listener");
            return this;
        }

        /**
         * Watches the loop from a thread of its own, a daemon. Each call in the loop that takes longer is told to the
         * listener, and to the flight recorder as event {@code io.headrace.LoopBlocked}. It is found a quarter of the
         * limit later at most.
         *
         * @param longest more than 0
         * @param value called in the thread of the watchdog
         * @throws IllegalArgumentException the limit is not positive
         */
        public Builder onBlocked(Duration longest, BlockedListener value) {
            limit = Limit.positive("limit", longest);
            blocked = Objects.requireNonNull(value, "listener");
            return this;
        }

        /**
         * Starts a loop with these options. The builder can be used again.
         *
         * @throws UnsupportedOperationException the provider does not have {@link #edge}
         * @throws IOException no selector can be opened
         */
        public EventLoop start() throws IOException {
            return start("");
        }

        EventLoop start(String suffix) throws IOException {
            return new EventLoop(this, suffix);
        }

        private Selector openSelector() throws IOException {
            if (!isEdge) {
                return provider.openSelector();
            }
            HeadraceCheck.require("EDGE", provider);
            return HeadraceFeatures.openEdgeSelector(provider);
        }

        static void log(Channel channel, Throwable error) {
            LOG.log(
                    Level.WARNING,
                    channel == null ? "a task failed" : "closed " + channel + ", its handler failed",
                    error);
        }
    }
}
