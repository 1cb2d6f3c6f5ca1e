// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import io.headrace.os.ChangeList;
import io.headrace.os.EventBuffer;
import io.headrace.os.OsError;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import java.io.IOException;

/** How a selector's changes reach the kernel and its events come back. Only the selecting thread calls. */
final class KernelExchange {
    private static final int FIRST_EVENTS = 256;
    private static final int WAITS_PER_OFFER = 1024;
    private static final int MOST_EVENTS = 8192;

    private final Sockets sockets;
    private final Poller poller;
    private final WaitState waits;
    private final KeyQueue queue;
    private final ActiveKeys active;
    private final PendingFailure failure;
    private final SelectorCounts counts;
    private final ChangeList changes;
    private final EventBuffer events;
    private final Registrations registrations;

    private boolean asksAgain;

    /** @throws OutOfMemoryError there is none for the lists; the poller is still open */
    KernelExchange(
            Sockets sockets,
            PollerReference poller,
            WaitState waits,
            KeyQueue queue,
            ActiveKeys active,
            PendingFailure failure,
            SelectorCounts counts) {
        this.sockets = sockets;
        this.poller = poller.poller();
        this.waits = waits;
        this.queue = queue;
        this.active = active;
        this.failure = failure;
        this.counts = counts;
        this.changes = new ChangeList(sockets.memory());
        this.registrations = new Registrations(poller, changes);
        try {
            this.events = new EventBuffer(sockets.memory(), FIRST_EVENTS);
        } catch (OutOfMemoryError e) {
            changes.close();
            throw e;
        }
    }

    /** Frees the memory. After the last wait. */
    void close() {
        changes.close();
        events.close();
    }

    /** Packs what has changed. True where the wait must not sleep: a key is ready, or an event was taken in. */
    boolean prepareKeys(int wait) throws IOException {
        asksAgain = false;
        boolean found = false;
        int ready = 0;
        int i = 0;
        // Without those that become active meanwhile: each of them may do so again as soon as it is prepared.
        int end = active.count();
        try {
            for (; i < end; i++) {
                found |= makeRoom();
                ReadinessKey key = active.get(i);
                key.knownOps = registrations.prepare(key, wait);
                key.active = key.knownOps != 0;
                if (key.active) {
                    active.move(i, ready++);
                }
            }
        } finally {
            active.drop(ready, i);
        }
        return found || ready > 0;
    }

    /** Whether the wait told what may be outdated: the next one asks for it again. */
    boolean asksAgain() {
        return asksAgain;
    }

    /** As {@link Registrations#end}. Only after {@link #makeRoom}. */
    void end(ReadinessKey key) {
        failure.note(registrations.end(key));
    }

    /**
     * For one change. A list that finds no memory to grow is applied as it is.
     *
     * @return whether events were taken in, or a wakeup
     */
    boolean makeRoom() throws IOException {
        return !changes.hasRoom() && apply(0);
    }

    /** Gives all that is packed to the kernel, and waits. True where there were events, or a wakeup. */
    boolean apply(long timeoutNanos) throws IOException {
        boolean found = false;
        int count = changes.count();
        while (count > events.capacity()) {
            found |= await(events.capacity(), 0);
            count = changes.count();
        }
        return await(count, found ? 0 : timeoutNanos) || found;
    }

    /** Gives so many changes to the kernel. */
    private boolean await(int part, long timeoutNanos) throws IOException {
        long result =
                poller.await(changes.bytes(), changes.first(), part, events.bytes(), events.capacity(), timeoutNanos);
        if (counts.waited(part) % WAITS_PER_OFFER == 0) {
            SelectSampler.offer();
        }
        if (result == 0) {
            changes.applied(part);
            return false;
        }
        OsError.check(sockets, result, "wait for events");
        changes.applied(part);
        harvest((int) result & ~Poller.WOKEN);
        return true;
    }

    private void harvest(int count) {
        counts.reported(count);
        int wait = waits.number();
        for (int i = 0; i < count; i++) {
            long token = events.token(i);
            int event = events.ready(i);
            ReadinessKey key = registrations.find(token);
            if ((event & Poller.GONE) != 0) {
                registrations.gone(token);
            } else if ((event & Poller.CHANGE_FAILED) != 0) {
                changeFailed(token, events.aux(i));
            } else if (key == null) {
                counts.stale();
            } else {
                asksAgain |= key.report(event, wait);
                active.add(key);
            }
        }
        if (count == events.capacity() && count < MOST_EVENTS) {
            events.grow();
        }
    }

    private void changeFailed(long token, int error) {
        ReadinessKey key = registrations.failed(token);
        if (key != null && key.isValid() && key.channel().isOpen()) {
            failure.note(-Integer.toUnsignedLong(error));
            queue.push(key);
        }
    }
}
