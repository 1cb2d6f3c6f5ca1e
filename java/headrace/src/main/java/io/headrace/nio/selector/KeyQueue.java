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

    boolean isEmpty() {
        return top.get() == null;
    }

    /** The first of the keys taken; {@link #next} gives the others. */
    ReadinessKey takeAll() {
        return top.get() == null ? null : top.getAndSet(null);
    }

    ReadinessKey next(ReadinessKey key) {
        ReadinessKey next = key.nextQueued;
        key.nextQueued = null;
        key.leaveQueue();
        return next;
    }
}
