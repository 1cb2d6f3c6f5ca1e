// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Keys that the next select has to look at: a stack that any thread pushes on and the selecting thread takes whole. A
 * key is on it once. It leaves the queue before it is looked at, so a change that comes meanwhile puts it there
 * again.
 */
final class KeyQueue {
    private final AtomicReference<ReadinessKey> top = new AtomicReference<>();

    void push(ReadinessKey key) {
        if (!key.enterQueue()) {
            return;
        }
        ReadinessKey below;
        do {
            below = top.get();
            key.nextQueued = below;
        } while (!top.compareAndSet(below, key));
    }

    /** The key that {@link #takeAll} or {@link #next} gave last, and those behind it. */
    void putBack(ReadinessKey first) {
        ReadinessKey last = first;
        while (last.nextQueued != null) {
            last = last.nextQueued;
        }
        ReadinessKey below;
        do {
            below = top.get();
            last.nextQueued = below;
        } while (!top.compareAndSet(below, first));
    }

    boolean isEmpty() {
        return top.get() == null;
    }

    /** The first of the keys taken, which is still in the queue until {@link #next} gives another. */
    ReadinessKey takeAll() {
        return top.get() == null ? null : top.getAndSet(null);
    }

    /** The key leaves the queue; null where it was the last. */
    ReadinessKey next(ReadinessKey key) {
        ReadinessKey next = key.nextQueued;
        key.nextQueued = null;
        key.leaveQueue();
        return next;
    }
}
