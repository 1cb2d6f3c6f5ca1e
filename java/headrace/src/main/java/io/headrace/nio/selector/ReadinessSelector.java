// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import io.headrace.HeadraceSelector;
import io.headrace.TriggerMode;
import io.headrace.nio.parking.VirtualThreads;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import io.headrace.os.Transport;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The readiness engine: one loop for all trigger modes and backends.
 *
 * <p>A select holds the monitors of the selector and of its selected-key set, as {@link Selector} says; whoever holds
 * the first is called the selecting thread. Other threads reach it through {@link #queue}, through {@code
 * cancelledKeys()} and by {@link #wakeup}.
 */
public final class ReadinessSelector extends HeadraceSelector {
    private static final long FOREVER = -1;
    private static final int NOTHING = -1;

    private final TriggerMode mode;
    private final Sockets sockets;
    private final PollerReference poller;
    private final int caps;
    private final KeyQueue queue = new KeyQueue();
    private final WaitState waits = new WaitState();

    private final Set<ReadinessKey> keys = ConcurrentHashMap.newKeySet();
    private final Set<SelectionKey> publicKeys = Collections.unmodifiableSet(keys);

    /** Its monitor and that of the selector guard what follows. */
    private final SelectedKeys selectedKeys = new SelectedKeys();

    private final long spinNanos;
    private final ActiveKeys active = new ActiveKeys();
    private final KernelExchange exchange;
    private final SelectParking parking;
    private boolean selecting;

    /** Of the last select; 0 before the first. */
    private volatile long selectingThread;

    private final PendingFailure failure = new PendingFailure();
    private final SelectorCounts counts = new SelectorCounts();

    /**
     * @param spinNanos how long a select that may wait asks the kernel again before it lets the kernel put it to
     * sleep
     */
    public ReadinessSelector(SelectorProvider provider, Transport transport, TriggerMode mode, long spinNanos)
            throws IOException {
        super(provider);
        this.mode = mode;
        this.spinNanos = spinNanos;
        this.sockets = transport.sockets();
        this.poller = new PollerReference(transport.openPoller());
        this.caps = poller.poller().caps();
        try {
            this.exchange = new KernelExchange(sockets, poller, waits, queue, active, failure, counts);
        } catch (OutOfMemoryError e) {
            poller.close();
            throw e;
        }
        this.parking = new SelectParking(poller.poller());
        OpenSelectors.add(this);
        SelectSampler.offer();
    }

    @Override
    public TriggerMode mode() {
        return mode;
    }

    @Override
    public Set<SelectionKey> keys() {
        ensureOpen();
        return publicKeys;
    }

    @Override
    public Set<SelectionKey> selectedKeys() {
        ensureOpen();
        return selectedKeys;
    }

    @Override
    public Statistics statistics() {
        waits.applied();
        return counts.statistics();
    }

    // ---- registration: any thread

    @Override
    public SelectionKey register(SelectableChannel channel, int ops, TriggerMode keyMode, Object attachment)
            throws ClosedChannelException {
        Objects.requireNonNull(keyMode, "mode");
        pollable(channel);
        ReadinessKey key = (ReadinessKey) channel.keyFor(this);
        if (key != null && key.isValid() && key.isExclusive()) {
            throw new IllegalArgumentException("the key is exclusive, which goes with no mode: " + keyMode);
        }
        if (key == null || !key.isValid()) {
            if ((ops & ~channel.validOps()) != 0) {
                throw new IllegalArgumentException("interest " + ops + ", allowed are " + channel.validOps());
            }
            // Without interest until the mode is known: else the first select might arm it in the selector's mode.
            key = (ReadinessKey) channel.register(this, 0, attachment);
        } else {
            channel.register(this, ops, attachment);
        }
        key.requestInterest(ops, keyMode);
        return key;
    }

    @Override
    public SelectionKey registerExclusive(ServerSocketChannel listener, Object attachment)
            throws ClosedChannelException {
        pollable(listener);
        if ((poller.poller().caps() & Poller.CAP_EXCLUSIVE) == 0) {
            throw new UnsupportedOperationException("This backend has no exclusive registrations");
        }
        ReadinessKey key = (ReadinessKey) listener.keyFor(this);
        if (key == null || !key.isValid()) {
            key = (ReadinessKey) listener.register(this, 0, attachment);
            key.makeExclusive(SelectionKey.OP_ACCEPT);
        } else if (key.isExclusive()) {
            listener.register(this, SelectionKey.OP_ACCEPT, attachment);
        } else {
            throw new IllegalArgumentException("the listener has a key here already, in mode " + key.mode);
        }
        return key;
    }

    @Override
    protected SelectionKey register(AbstractSelectableChannel channel, int ops, Object attachment) {
        Pollable pollable = pollable(channel);
        ensureOpen();
        ReadinessKey key = new ReadinessKey(this, channel, pollable, mode, ops);
        key.attach(attachment);
        pollable.readiness().add(key);
        keys.add(key);
        if (!isOpen() && keys.remove(key)) {
            pollable.readiness().remove(key);
            key.cancel();
            throw new ClosedSelectorException();
        }
        queue.push(key);
        return key;
    }

    private Pollable pollable(SelectableChannel channel) {
        if (channel instanceof Pollable pollable) {
            return pollable;
        }
        throw MixedProvidersException.of(channel, provider());
    }

    /** The next select looks at the key. */
    void reconsider(ReadinessKey key) {
        queue.push(key);
    }

    /**
     * The select in progress looks at the key too: it may be asleep with a direction that is neither ready nor armed.
     */
    void reconsiderAtOnce(ReadinessKey key) {
        queue.push(key);
        endWait();
    }

    /** The engine's own wakeups end a wait, the user's a select. */
    private void endWait() {
        if (waits.inProgress()) {
            failure.note(poller.wakeup());
        }
    }

    /** What its poller can do. */
    int caps() {
        return caps;
    }

    int waitNumber() {
        return waits.number();
    }

    /**
     * Before the key's channel is closed. An edge registration that the kernel has ends with the descriptor, if no
     * other descriptor has the file.
     */
    void forget(ReadinessKey key) {
        Handle handle = key.pollable.handle();
        long token = key.tokenToForget(waits.applied(), handle.isShared());
        if (token != 0) {
            failure.note(poller.forget(handle.socket(), token));
        }
    }

    @Override
    public Selector wakeup() {
        waits.callWakeup();
        endWait();
        return this;
    }

    // ---- selection

    @Override
    public int select() throws IOException {
        return lockAndSelect(null, FOREVER);
    }

    @Override
    public int select(long timeout) throws IOException {
        return lockAndSelect(null, nanos(timeout));
    }

    @Override
    public int selectNow() throws IOException {
        return lockAndSelect(null, 0);
    }

    @Override
    public int select(Consumer<SelectionKey> action) throws IOException {
        return lockAndSelect(Objects.requireNonNull(action), FOREVER);
    }

    @Override
    public int select(Consumer<SelectionKey> action, long timeout) throws IOException {
        Objects.requireNonNull(action);
        return lockAndSelect(action, nanos(timeout));
    }

    @Override
    public int selectNow(Consumer<SelectionKey> action) throws IOException {
        return lockAndSelect(Objects.requireNonNull(action), 0);
    }

    private static long nanos(long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException("negative timeout: " + millis);
        }
        long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
        return nanos == 0 || nanos == Long.MAX_VALUE ? FOREVER : nanos;
    }

    private int lockAndSelect(Consumer<SelectionKey> action, long timeoutNanos) throws IOException {
        synchronized (this) {
            ensureOpen();
            if (selecting) {
                throw new IllegalStateException("a selection operation inside an action of this selector");
            }
            selecting = true;
            noteThread();
            try {
                synchronized (selectedKeys) {
                    return doSelect(action, timeoutNanos);
                }
            } finally {
                selecting = false;
            }
        }
    }

    private void noteThread() {
        long current = Thread.currentThread().getId();
        // A volatile write costs more than a read.
        if (selectingThread != current) {
            selectingThread = current;
        }
    }

    boolean isSelectedByAnotherThread() {
        long last = selectingThread;
        return last != 0 && last != Thread.currentThread().getId();
    }

    /** Repeats the wait as long as all that was reported is of no interest to anyone. */
    private int doSelect(Consumer<SelectionKey> action, long timeoutNanos) throws IOException {
        boolean timed = timeoutNanos > 0;
        boolean spinning = spinNanos > 0;
        long start = timed || spinning ? System.nanoTime() : 0;
        long left = timeoutNanos;
        removeCancelledKeys();
        for (; ; ) {
            boolean woken = await(spinning ? 0 : left);
            removeCancelledKeys();
            int selected = publish(action);
            failure.throwIfAny(sockets);
            if (selected != NOTHING) {
                return selected;
            }
            if (woken
                    || left == 0 && !exchange.asksAgain()
                    || !isOpen()
                    || Thread.currentThread().isInterrupted()) {
                return 0;
            }
            if (timed) {
                left = Math.max(0, timeoutNanos - (System.nanoTime() - start));
            }
            spinning = spinning && System.nanoTime() - start < spinNanos;
        }
    }

    /** One wait; true where the user's wakeup ended it. */
    private boolean await(long timeoutNanos) throws IOException {
        active.takeAll(queue);
        boolean ready = exchange.prepareKeys(waits.begin());
        long timeout = ready || waits.isWakeupCalled() || !queue.isEmpty() ? 0 : timeoutNanos;
        if (timeout == 0) {
            return applyAndWait(0);
        }
        try {
            begin();
            return applyAndWait(timeout);
        } finally {
            end();
        }
    }

    private boolean applyAndWait(long timeoutNanos) throws IOException {
        if (timeoutNanos != 0 && VirtualThreads.PARK_IN_MONITORS && VirtualThreads.isCurrent()) {
            parking.apply(exchange, timeoutNanos);
        } else {
            exchange.apply(timeoutNanos);
        }
        boolean wakeup = waits.end();
        if (wakeup) {
            counts.woken();
        }
        return wakeup;
    }

    /** Tells the user what is ready. {@link #NOTHING} where no key is, else the count that a select answers. */
    private int publish(Consumer<SelectionKey> action) {
        int selected = NOTHING;
        int wait = waits.number();
        for (int i = 0; i < active.count(); i++) {
            ReadinessKey key = active.get(i);
            int wanted = key.isValid() ? key.wanted() : 0;
            int ops = wanted == 0 ? 0 : key.opsAfter(wait, wanted);
            if (ops != 0) {
                key.published(ops);
                selected = Math.max(0, selected) + (action == null ? select(key, ops) : tell(action, key, ops));
            } else if (key.isReported(wait, wanted)) {
                selected = Math.max(0, selected);
            }
        }
        return selected;
    }

    private int select(ReadinessKey key, int ops) {
        boolean added = !selectedKeys.contains(key);
        int before = added ? 0 : key.ready();
        // As the JDK: after a hang-up the interest, which no longer holds what was ready before it changed.
        key.ready(key.isBroken() ? ops : before | ops);
        if (added) {
            selectedKeys.select(key);
        }
        return (ops & ~before) != 0 ? 1 : 0;
    }

    private int tell(Consumer<SelectionKey> action, ReadinessKey key, int ops) {
        key.ready(ops);
        action.accept(key);
        ensureOpen();
        return 1;
    }

    // ---- deregistration

    private void removeCancelledKeys() throws IOException {
        Set<SelectionKey> cancelled = cancelledKeys();
        // Without its lock: a key that this misses was cancelled during this select, and the next one sees it.
        if (cancelled.isEmpty()) {
            return;
        }
        SelectionKey[] taken;
        synchronized (cancelled) {
            taken = cancelled.toArray(new SelectionKey[0]);
            cancelled.clear();
        }
        // Outside of that lock: deregister takes the channel's, under which another thread may be cancelling.
        int ended = 0;
        try {
            for (; ended < taken.length; ended++) {
                end((ReadinessKey) taken[ended]);
            }
        } finally {
            if (ended < taken.length) {
                synchronized (cancelled) {
                    cancelled.addAll(Arrays.asList(taken).subList(ended, taken.length));
                }
            }
        }
    }

    private void end(ReadinessKey key) throws IOException {
        exchange.makeRoom();
        if (keys.remove(key)) {
            exchange.end(key);
            remove(key);
        }
    }

    private void remove(ReadinessKey key) {
        selectedKeys.deselect(key);
        key.pollable.readiness().remove(key);
        deregister(key);
    }

    @Override
    protected void implCloseSelector() {
        OpenSelectors.remove(this);
        wakeup();
        synchronized (this) {
            synchronized (selectedKeys) {
                for (ReadinessKey key : keys) {
                    if (keys.remove(key)) {
                        remove(key);
                    }
                }
                parking.close();
                // What is still registered in the kernel ends with the poller.
                poller.close();
                exchange.close();
            }
        }
    }

    private void ensureOpen() {
        if (!isOpen()) {
            throw new ClosedSelectorException();
        }
    }
}
