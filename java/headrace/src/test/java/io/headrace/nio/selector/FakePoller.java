// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import io.headrace.os.OsError;
import io.headrace.os.Poller;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * A poller in memory. It holds its caller to the seam's rules, remembers what it was given, and runs a test's code at
 * the points where another thread might come in between. Where a wait would block for ever it counts that and runs
 * whenBlocked.
 */
final class FakePoller implements Poller {
    private static final int SPIN = 1000;

    record Change(long socket, long token, int was, int now, int doubt, int flags) {}

    record Wait(List<Change> changes, long timeout) {}

    private record Event(long token, int ready, int aux) {}

    final List<Wait> waits = new ArrayList<>();
    final List<Long> forgotten = new ArrayList<>();
    final CountDownLatch wakeupCalled = new CountDownLatch(1);
    Runnable whenBlocked;
    int blocked;
    int closed;
    private int endless;

    /** Each run once, in order: before a wait applies its changes, once it has its events, when nothing is ready. */
    final Deque<Runnable> beforeChanges = new ArrayDeque<>();

    final Deque<Runnable> afterHarvest = new ArrayDeque<>();
    final Deque<Runnable> whenIdle = new ArrayDeque<>();

    /** Results of the next waits where they are not 0, and errors of the next registrations. */
    final Deque<Long> waitErrors = new ArrayDeque<>();

    final Deque<Integer> changeErrors = new ArrayDeque<>();
    private final Deque<Event> more = new ArrayDeque<>();

    private final FakeKernel kernel;
    private final Backend backend;
    private final Map<Long, Registration> live = new HashMap<>();
    private final Set<Long> voided = new HashSet<>();
    private final List<Registration> kernelsOwn = new ArrayList<>();
    private final Map<Integer, Long> slots = new HashMap<>();
    private volatile boolean woken;

    FakePoller(FakeKernel kernel, Backend backend) {
        this.kernel = kernel;
        this.backend = backend;
    }

    List<Change> changes() {
        return waits.stream().flatMap(w -> w.changes.stream()).toList();
    }

    Wait lastWait() {
        return waits.get(waits.size() - 1);
    }

    /** What is registered for a live token, 0 where nothing is. */
    int registered(long token) {
        return live.containsKey(token) ? live.get(token).mask : 0;
    }

    int liveTokens() {
        return live.size();
    }

    void alsoReport(long token, int ready) {
        more.add(new Event(token, ready, 0));
    }

    @Override
    public int caps() {
        return backend.caps;
    }

    @Override
    public long await(ByteBuffer changes, int first, int count, ByteBuffer events, int capacity, long timeout) {
        require(closed == 0, "wait on a closed poller");
        require(count <= capacity, "more changes than room for events");
        endless = timeout < 0 ? endless + 1 : 0;
        require(endless < SPIN, "a select spins");
        runNext(beforeChanges);
        List<Change> list = unpack(changes, first, count);
        long error = waitErrors.isEmpty() ? 0 : waitErrors.remove();
        if (error != 0) {
            return error;
        }
        waits.add(new Wait(list, timeout));
        list.forEach(this::apply);
        List<Event> found = collect(capacity);
        while (found.isEmpty() && !woken && timeout != 0) {
            if (whenIdle.isEmpty()) {
                endless = 0;
                blocked++;
                if (timeout < 0) {
                    whenBlocked.run();
                }
                break;
            }
            whenIdle.remove().run();
            found = collect(capacity);
        }
        runNext(afterHarvest);
        pack(found, events);
        long result = found.size() | (woken ? WOKEN : 0);
        woken = false;
        return result;
    }

    @Override
    public long change(long socket, long token, int was, int now, int doubt, int flags) {
        throw new AssertionError("a selector gives its changes to its waits");
    }

    @Override
    public long descriptor() {
        return -OsError.UNSUPPORTED;
    }

    @Override
    public long wakeup() {
        require(closed == 0, "wakeup of a closed poller");
        woken = true;
        wakeupCalled.countDown();
        return 0;
    }

    @Override
    public long forget(long socket, long token) {
        require(closed == 0, "forget on a closed poller");
        forgotten.add(token);
        voided.add(token);
        Registration registration = live.get(token);
        if (registration != null && registration.socket != null) {
            require(kernel.open.get(socket) == registration.socket, "forget names another file");
            registration.takeOut();
            registration.socket.registrations.remove(registration);
        }
        return 0;
    }

    @Override
    public void close() {
        closed++;
    }

    private void apply(Change change) {
        long token = change.token;
        require(change.was != change.now || change.doubt != 0, "a change of nothing");
        Registration registration;
        if (change.was == 0) {
            require(slots.putIfAbsent((int) token, token) == null, "slot in use");
            registration = new Registration(token);
            live.put(token, registration);
        } else {
            registration = live.get(token);
            require(registration != null, "unknown token");
            require(registration.mask == change.was, "registered is " + registration.mask + ", not " + change.was);
        }
        if (change.now == 0) {
            remove(registration, change);
        } else {
            registration.mask = change.now;
            if (!voided.contains(token)) {
                register(registration, change);
            }
        }
    }

    private void remove(Registration registration, Change change) {
        long token = change.token;
        boolean numberIsFree = (change.flags & CHANGE_CLOSED) != 0 || voided.contains(token);
        if (!numberIsFree) {
            require(kernel.open.get(change.socket) == registration.socket, "removes another file");
            registration.takeOut();
        }
        voided.remove(token);
        end(token);
        if ((backend.caps & CAP_GONE) != 0) {
            slots.put((int) token, token);
            more.add(new Event(token, GONE, 0));
        }
    }

    private void register(Registration registration, Change change) {
        FakeSocket socket = kernel.open.get(change.socket);
        require(socket != null, "change of a number that is closed");
        if (!changeErrors.isEmpty()) {
            registration.takeOut();
            end(change.token);
            more.add(new Event(change.token, CHANGE_FAILED, changeErrors.remove()));
            return;
        }
        if (registration.socket == null) {
            registration.socket = socket;
            socket.registrations.add(registration);
            kernelsOwn.add(registration);
        }
        require(registration.socket == socket, "change of a number that names another file");
        registration.arm(backend.wholeMask ? change.now : change.now & ~change.was | change.doubt);
    }

    private void end(long token) {
        live.remove(token);
        slots.remove((int) token);
    }

    private List<Event> collect(int capacity) {
        List<Event> found = new ArrayList<>();
        while (!more.isEmpty() && found.size() < capacity) {
            Event event = more.remove();
            if (event.ready == GONE) {
                slots.remove((int) event.token);
            }
            found.add(event);
        }
        int seen = 0;
        for (Registration registration : kernelsOwn) {
            if (found.size() >= capacity - 1) {
                break;
            }
            seen++;
            int ready = registration.take();
            if (ready != 0 && !backend.wholeMask && (ready & WRITE) != 0 && (ready & ~WRITE) != 0) {
                found.add(new Event(registration.token, ready & ~WRITE, 0));
                ready &= WRITE;
            }
            if (ready != 0) {
                found.add(new Event(registration.token, ready, 0));
            }
        }
        if (seen < kernelsOwn.size()) {
            Collections.rotate(kernelsOwn, -seen);
        }
        return found;
    }

    private static List<Change> unpack(ByteBuffer bytes, int first, int count) {
        List<Change> list = new ArrayList<>();
        for (int at = first * 24; at < (first + count) * 24; at += 24) {
            list.add(new Change(
                    bytes.getLong(at),
                    bytes.getLong(at + 8),
                    bytes.getShort(at + 16),
                    bytes.getShort(at + 18),
                    bytes.getShort(at + 20),
                    bytes.getShort(at + 22)));
        }
        return list;
    }

    private static void pack(List<Event> found, ByteBuffer events) {
        for (int i = 0; i < found.size(); i++) {
            Event event = found.get(i);
            events.putLong(16 * i, event.token).putInt(16 * i + 8, event.ready).putInt(16 * i + 12, event.aux);
        }
    }

    private static void runNext(Deque<Runnable> hooks) {
        if (!hooks.isEmpty()) {
            hooks.remove().run();
        }
    }

    private static void require(boolean rule, String broken) {
        if (!rule) {
            throw new AssertionError("seam: " + broken);
        }
    }

    /** One line of the kernel's own list. */
    final class Registration {
        private static final int ALWAYS = HANGUP | ERROR_PENDING;

        private final long token;
        private FakeSocket socket;
        private int mask;
        private int edges;
        private boolean armed;
        private int queued;

        Registration(long token) {
            this.token = token;
        }

        void edge(int bits) {
            edges |= bits & asked();
            queueIfLate();
        }

        private void queueIfLate() {
            int ready = socket.ready() & asked();
            if (backend.late() && armed && ready != 0) {
                queued |= ready;
                armed = false;
            }
        }

        /** The peer has taken bytes, though the buffer was not full. */
        void acknowledged() {
            edges |= backend.quietWrite() ? 0 : WRITE & asked();
        }

        void takeOut() {
            kernelsOwn.remove(this);
        }

        private int asked() {
            int urgent = backend.tellsUrgent() ? URGENT : 0;
            return mask & (READ | WRITE | urgent) | ((mask & READ) != 0 ? HALF_CLOSED : 0) | ALWAYS;
        }

        private void arm(int directions) {
            armed = true;
            socket.armed(asked());
            boolean read = (directions & READ) != 0;
            edges |= socket.ready() & asked() & (directions | (read ? HALF_CLOSED | URGENT : 0) | ALWAYS);
            queueIfLate();
        }

        private int take() {
            if (backend.late()) {
                int told = queued & asked();
                queued = 0;
                return told;
            }
            int ready = socket.ready() & asked();
            boolean edge = (mask & EDGE) != 0;
            boolean due = edge ? (edges & ready) != 0 : (mask & ONESHOT) == 0 || armed;
            int told = !due ? 0 : edge && !backend.wholeMask ? ready & edges : ready;
            edges = 0;
            armed &= told == 0;
            return told;
        }
    }
}
