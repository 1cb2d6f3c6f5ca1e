// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.parking;

import io.headrace.os.FakeMemory;
import io.headrace.os.Memory;
import io.headrace.os.OsError;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import io.headrace.os.Transport;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** One poller in memory: tests see what it is told, and say what its next wait reports. */
final class FakeTransport implements Transport, Poller {
    static final int EDGES = CAP_EDGE | CAP_CHANGE_AT_ONCE;

    private static final int CHANGE_SIZE = 24;
    private static final int EVENT_SIZE = 16;

    record Change(long socket, long token, int was, int now, int flags) {}

    private record Event(long token, int ready) {}

    private final Memory memory = FakeMemory.unlimited();
    private final int caps;

    final List<Change> changes = new ArrayList<>();
    final List<Long> forgotten = new ArrayList<>();
    int wakeups;
    long nextChange;
    private final Queue<Event> events = new ArrayDeque<>();

    private final Sockets sockets = (Sockets) Proxy.newProxyInstance(
            Sockets.class.getClassLoader(),
            new Class<?>[] {Sockets.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "memory" -> memory;
                case "errorText" -> "error " + arguments[0];
                default -> throw new AssertionError(method);
            });

    FakeTransport(int caps) {
        this.caps = caps;
    }

    void reports(long token, int ready) {
        events.add(new Event(token, ready));
    }

    Change lastChange() {
        return changes.get(changes.size() - 1);
    }

    @Override
    public String backend() {
        return "fake";
    }

    @Override
    public Sockets sockets() {
        return sockets;
    }

    @Override
    public Poller openPoller() {
        return this;
    }

    @Override
    public String refusal() {
        return null;
    }

    @Override
    public int caps() {
        return caps;
    }

    @Override
    public long await(ByteBuffer given, int first, int count, ByteBuffer to, int capacity, long timeoutNanos) {
        for (int i = first; i < first + count; i++) {
            int at = i * CHANGE_SIZE;
            changes.add(new Change(
                    given.getLong(at),
                    given.getLong(at + 8),
                    given.getShort(at + 16),
                    given.getShort(at + 18),
                    given.getShort(at + 22)));
        }
        int found = 0;
        for (; found < capacity && !events.isEmpty(); found++) {
            Event event = events.remove();
            to.putLong(found * EVENT_SIZE, event.token).putInt(found * EVENT_SIZE + 8, event.ready);
        }
        return found;
    }

    @Override
    public long wakeup() {
        wakeups++;
        return 0;
    }

    @Override
    public long forget(long socket, long token) {
        forgotten.add(token);
        return 0;
    }

    @Override
    public long change(long socket, long token, int was, int now, int doubt, int flags) {
        changes.add(new Change(socket, token, was, now, flags));
        return nextChange;
    }

    @Override
    public long descriptor() {
        return -OsError.UNSUPPORTED;
    }

    @Override
    public void close() {}
}
