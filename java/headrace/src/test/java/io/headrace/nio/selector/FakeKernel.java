// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import io.headrace.os.FakeMemory;
import io.headrace.os.Memory;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import io.headrace.os.Transport;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** A table of descriptors in memory; a new one gets the lowest number that is free. */
final class FakeKernel implements Transport {
    final SortedMap<Long, FakeSocket> open = new ConcurrentSkipListMap<>();

    /** Descriptions that a child has too: they outlive close. */
    final Set<FakeSocket> inherited = new HashSet<>();

    /** The last one that was opened. */
    FakePoller poller;

    final FakeMemory memory = new FakeMemory();
    private final Memory pool = new Memory(memory);
    private final Backend backend;
    private final Sockets sockets;

    FakeKernel(Backend backend) {
        this.backend = backend;
        this.sockets = (Sockets) Proxy.newProxyInstance(
                Sockets.class.getClassLoader(),
                new Class<?>[] {Sockets.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "close" -> close((long) arguments[0]);
                    case "memory" -> pool;
                    case "errorText" -> "error " + arguments[0];
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    long open(FakeSocket socket) {
        long number = 3;
        while (open.containsKey(number)) {
            number++;
        }
        open.put(number, socket);
        return number;
    }

    private long close(long number) {
        FakeSocket socket = open.remove(number);
        if (socket == null) {
            throw new AssertionError("closed twice: " + number);
        }
        if (!inherited.contains(socket)) {
            socket.registrations.forEach(FakePoller.Registration::takeOut);
            socket.registrations.clear();
        }
        return 0;
    }

    @Override
    public String backend() {
        return backend.name();
    }

    @Override
    public Sockets sockets() {
        return sockets;
    }

    @Override
    public String refusal() {
        return null;
    }

    @Override
    public Poller openPoller() {
        poller = new FakePoller(this, backend);
        return poller;
    }
}
