// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.parking;

import io.headrace.os.ChangeList;
import io.headrace.os.EventBuffer;
import io.headrace.os.OsError;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import io.headrace.os.TokenTable;
import io.headrace.os.Transport;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A poller of descriptors that virtual threads wait for. One thread of its own takes turns ({@link #turn}); any thread
 * calls the rest. It lives as long as the JVM.
 */
abstract class ParkingPoller {
    private static final int FIRST_EVENTS = 256;
    private static final int MOST_EVENTS = 8192;

    final Poller poller;
    final ChangeList changes;

    /** No monitor, which would hold carriers before JDK 24. Guards the tokens and what each wait has registered. */
    final ReentrantLock lock = new ReentrantLock();

    final TokenTable<DescriptorWaits> tokens = new TokenTable<>();

    private final Sockets sockets;
    private final EventBuffer events;

    ParkingPoller(Transport transport, Poller poller) {
        this.poller = poller;
        this.sockets = transport.sockets();
        this.changes = new ChangeList(sockets.memory());
        try {
            this.events = new EventBuffer(sockets.memory(), FIRST_EVENTS);
        } catch (OutOfMemoryError e) {
            changes.close();
            throw e;
        }
    }

    static ParkingPoller open(Transport transport) throws IOException {
        Poller poller = transport.openPoller();
        int needed = Poller.CAP_EDGE | Poller.CAP_CHANGE_AT_ONCE;
        try {
            return (poller.caps() & needed) == needed
                    ? new EdgeParkingPoller(transport, poller)
                    : new OneshotParkingPoller(transport, poller);
        } catch (OutOfMemoryError e) {
            poller.close();
            throw e;
        }
    }

    /** Before any thread takes turns. */
    void close() {
        poller.close();
        changes.close();
        events.close();
    }

    // ---- any thread

    /** From here on the direction is reported. False where the system refuses to watch the descriptor. */
    abstract boolean arm(DescriptorWaits waits, int direction);

    /** A wait for the direction is over, reported or not. */
    abstract void waited(DescriptorWaits waits, int direction);

    /** Takes the descriptor out; it may be watched again. In a use of the descriptor. */
    abstract void leave(DescriptorWaits waits);

    /**
     * Takes the descriptor out for good: it is about to be closed.
     *
     * @param shared other descriptors have the file: a registration does not end by itself
     */
    abstract void close(DescriptorWaits waits, boolean shared);

    /** How many threads are parked. */
    int parked() {
        AtomicInteger count = new AtomicInteger();
        lock.lock();
        try {
            tokens.forEach(waits -> count.addAndGet(Integer.bitCount(waits.wanted())));
        } finally {
            lock.unlock();
        }
        return count.get();
    }

    // ---- the poller's own thread

    /** Packs changes for the next wait. False where there are more than the list has room for. */
    abstract boolean pack();

    /** A change of this token failed. */
    abstract void failed(DescriptorWaits waits);

    /** The kernel has reported the descriptor, with the lock. What its threads are told. */
    abstract int reported(DescriptorWaits waits, int event);

    /** Waits once, and unparks those whose direction was reported. Answers how many events there were. */
    int turn(long timeoutNanos) {
        boolean all = pack();
        int part = Math.min(changes.count(), events.capacity());
        long timeout = all && part == changes.count() ? timeoutNanos : 0;
        long result = poller.await(changes.bytes(), changes.first(), part, events.bytes(), events.capacity(), timeout);
        if (result < 0) {
            throw new IllegalStateException(
                    "the poller of parked virtual threads fails: " + OsError.text(sockets, result));
        }
        changes.applied(part);
        int count = (int) result & ~Poller.WOKEN;
        if (count > 0) {
            deliver(count);
        }
        return count;
    }

    private void deliver(int count) {
        lock.lock();
        try {
            for (int i = 0; i < count; i++) {
                deliver(events.token(i), events.ready(i));
            }
        } finally {
            lock.unlock();
        }
        if (count == events.capacity() && count < MOST_EVENTS) {
            events.grow();
        }
    }

    private void deliver(long token, int event) {
        if ((event & Poller.GONE) != 0) {
            tokens.release(token);
            return;
        }
        DescriptorWaits waits = tokens.find(token);
        if (waits == null) {
            return;
        }
        if ((event & Poller.CHANGE_FAILED) != 0) {
            failed(waits);
            waits.report();
        } else {
            waits.report(reported(waits, event));
        }
    }

    /** With the lock: no event of the token finds its waits any more. */
    void retire(DescriptorWaits waits) {
        tokens.retire(waits.token);
        waits.token = 0;
        waits.armed = 0;
    }
}
