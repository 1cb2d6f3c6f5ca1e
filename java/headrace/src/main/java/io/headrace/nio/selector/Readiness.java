// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import io.headrace.os.Poller;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What the operations of one channel tell its keys. An operation calls {@link #before} right before its system call
 * and one other method right after it; directions are {@link Poller#READ} (receive, accept) and {@link Poller#WRITE}
 * (send, connect). Any thread; a channel without keys pays one read of a field.
 */
public final class Readiness {
    /**
     * A list by {@link ReadinessKey#nextOfChannel}. Changes are guarded by this; who goes through it meanwhile may
     * meet a key that was just removed, which does no harm, and misses none that stays.
     */
    private volatile ReadinessKey first;

    /** For {@link #holdBack}. */
    public static final int ALL_OPS = -1;

    /** Operations; 0 for none. Guarded by this. */
    private int heldBack;

    /** Guarded by this. */
    private boolean stored;

    /** Taken before the system call, given back to {@link #drained} and {@link #shortReceive}. */
    public long before(int direction) {
        ReadinessKey only = first;
        return only != null && only.nextOfChannel == null ? only.epoch(direction) : DirectionStates.NO_EPOCH;
    }

    /** Whether a call would find the direction not ready, as far as a key knows that a selector looks after. */
    public boolean isKnownDrained(int direction) {
        ReadinessKey only = first;
        return only != null && only.nextOfChannel == null && only.isKnownDrained(direction);
    }

    /** The call would block, or sent less than it was given. */
    public void drained(int direction, long before) {
        for (ReadinessKey key = first; key != null; key = key.nextOfChannel) {
            key.drained(direction, before);
        }
    }

    /** The receive answered fewer bytes than this system call was given room for (and more than none). */
    public void shortReceive(long before) {
        for (ReadinessKey key = first; key != null; key = key.nextOfChannel) {
            key.shortReceive(before);
        }
    }

    /** As {@link #doubtful(int)}, for both. */
    public void doubtful() {
        doubtful(Poller.READ);
        doubtful(Poller.WRITE);
    }

    /** The direction may or may not be ready: it filled the buffer, sent all, accepted, or failed in another way. */
    public void doubtful(int direction) {
        for (ReadinessKey key = first; key != null; key = key.nextOfChannel) {
            key.doubtful(direction);
        }
    }

    /** The end of the stream was read. */
    public void endOfStream() {
        for (ReadinessKey key = first; key != null; key = key.nextOfChannel) {
            key.sticky(Poller.READ);
        }
    }

    /**
     * The connected stream was reset: both directions answer at once from now on. EPIPE does not say that: the peer may
     * have ended its input, and still send.
     */
    public void broken() {
        for (ReadinessKey key = first; key != null; key = key.nextOfChannel) {
            key.sticky(Poller.READ);
            key.sticky(Poller.WRITE);
        }
    }

    /** After bind, connect, finishConnect and listen: what was known of both directions is void. */
    public void invalidateAll() {
        for (ReadinessKey key = first; key != null; key = key.nextOfChannel) {
            key.invalidateAll();
        }
    }

    /**
     * To selectors the channel is not ready for these operations during this time, whatever the kernel reports: another
     * try would fail again at once.
     */
    public void holdBack(int ops, long nanos) {
        synchronized (this) {
            if (heldBack != 0) {
                return;
            }
            setHeldBack(ops);
        }
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, Runnable::run)
                .execute(this::letGo);
    }

    public void letGo() {
        synchronized (this) {
            if (heldBack == 0) {
                return;
            }
            setHeldBack(0);
        }
        for (ReadinessKey key = first; key != null; key = key.nextOfChannel) {
            key.reconsiderAtOnce();
        }
    }

    /**
     * Whether each key is one that {@link #stored} makes ready as often as the kernel would; false where there is
     * none.
     */
    public boolean reportsStored() {
        ReadinessKey key = first;
        boolean each = key != null;
        while (each && key != null) {
            each = key.reportsStored();
            key = key.nextOfChannel;
        }
        return each;
    }

    /**
     * Whether the channel has received what nobody has taken yet: a key is ready for that although the kernel reports
     * nothing.
     */
    public void stored(boolean is) {
        synchronized (this) {
            stored = is;
            for (ReadinessKey key = first; key != null; key = key.nextOfChannel) {
                key.stored = is;
            }
        }
        for (ReadinessKey key = first; key != null; key = key.nextOfChannel) {
            key.storedChanged(is);
        }
    }

    private void setHeldBack(int ops) {
        heldBack = ops;
        for (ReadinessKey key = first; key != null; key = key.nextOfChannel) {
            key.heldBack = ops;
        }
    }

    /** Before the descriptor is closed: afterwards no selector names the number any more. */
    public void closing() {
        for (ReadinessKey key = first; key != null; key = key.nextOfChannel) {
            key.closing();
        }
    }

    synchronized void add(ReadinessKey key) {
        key.heldBack = heldBack;
        key.stored = stored;
        key.nextOfChannel = first;
        first = key;
    }

    synchronized void remove(ReadinessKey key) {
        if (first == key) {
            first = key.nextOfChannel;
            return;
        }
        ReadinessKey before = first;
        while (before != null && before.nextOfChannel != key) {
            before = before.nextOfChannel;
        }
        if (before != null) {
            before.nextOfChannel = key.nextOfChannel;
        }
    }
}
