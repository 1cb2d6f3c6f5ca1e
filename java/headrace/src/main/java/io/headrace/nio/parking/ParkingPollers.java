// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.parking;

import io.headrace.os.Poller;
import io.headrace.os.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The pollers of this JVM's parked virtual threads: started when the first thread parks, never stopped. Any thread may
 * call.
 */
public final class ParkingPollers {
    private static final ReentrantLock START = new ReentrantLock();

    /** Null until a transport is in use: virtual threads hold their carriers then. */
    private static volatile ParkingPollers installed;

    private final Transport transport;
    private final PollerThreads kind;

    /** Null until they are started. */
    private volatile ParkingPoller[] all;

    private ParkingPollers(Transport transport, PollerThreads kind) {
        this.transport = transport;
        this.kind = kind;
    }

    /** @param kind null to let the number of processors decide */
    public static void install(Transport transport, PollerThreads kind) {
        installed = new ParkingPollers(transport, kind);
    }

    /**
     * For the waits of a descriptor; null where there are no pollers, because nothing is installed or the system
     * refuses them.
     *
     * @param besidesRead what to ask for in addition to reading: {@link Poller#URGENT} or 0
     * @param shortMeansDrained a read that was shorter than asked for has emptied the descriptor
     */
    public static DescriptorWaits waits(long descriptor, int besidesRead, boolean shortMeansDrained) {
        ParkingPollers pollers = installed;
        ParkingPoller[] started = pollers == null ? null : pollers.started();
        return started == null
                ? null
                : new DescriptorWaits(
                        started[(int) Long.remainderUnsigned(descriptor, started.length)],
                        descriptor,
                        besidesRead,
                        shortMeansDrained);
    }

    /**
     * What the pollers run on, which are started for that if they are not; null where virtual threads hold their
     * carriers.
     */
    public static PollerThreads kind() {
        ParkingPollers pollers = installed;
        ParkingPoller[] started = pollers == null ? null : pollers.started();
        return started == null ? null : pollers.choose(started[0]);
    }

    /** How many virtual threads are parked in channels and selectors. */
    public static int parked() {
        ParkingPollers pollers = installed;
        int count = 0;
        if (pollers != null && pollers.all != null) {
            for (ParkingPoller poller : pollers.all) {
                count += poller.parked();
            }
        }
        return count;
    }

    private ParkingPoller[] started() {
        return all != null ? all : start();
    }

    private ParkingPoller[] start() {
        START.lock();
        try {
            if (all == null) {
                all = open();
            }
            return all;
        } catch (IOException e) {
            return null; // descriptors are short: the next thread tries again, this one holds its carrier
        } finally {
            START.unlock();
        }
    }

    private ParkingPoller[] open() throws IOException {
        ParkingPoller first = ParkingPoller.open(transport);
        List<ParkingPoller> opened = new ArrayList<>(List.of(first));
        try {
            PollerThreads chosen = choose(first);
            int count = count(chosen);
            while (opened.size() < count) {
                opened.add(ParkingPoller.open(transport));
            }
            ParkingPoller[] pollers = opened.toArray(new ParkingPoller[0]);
            if (chosen == PollerThreads.VIRTUAL) {
                startVirtual(pollers);
            } else {
                startPlatform(pollers);
            }
            return pollers;
        } catch (IOException e) {
            opened.forEach(ParkingPoller::close);
            throw e;
        }
    }

    /** Virtual threads cost less on one processor and on two; more were not measured. */
    private PollerThreads choose(ParkingPoller poller) {
        boolean watchable = poller.poller.descriptor() >= 0;
        return watchable && kind != PollerThreads.PLATFORM ? PollerThreads.VIRTUAL : PollerThreads.PLATFORM;
    }

    private static int count(PollerThreads chosen) {
        int processors = Runtime.getRuntime().availableProcessors();
        return chosen == PollerThreads.VIRTUAL ? processors : (processors + 3) / 4;
    }

    private static void startPlatform(ParkingPoller[] pollers) {
        for (int i = 0; i < pollers.length; i++) {
            ParkingPoller poller = pollers[i];
            startDaemon("Headrace-poller-" + i, () -> {
                for (; ; ) {
                    poller.turn(-1);
                }
            });
        }
    }

    private void startVirtual(ParkingPoller[] pollers) throws IOException {
        Thread[] threads = new Thread[pollers.length];
        IdlePollers idle = new IdlePollers(transport, threads);
        try {
            for (int i = 0; i < pollers.length; i++) {
                int index = i;
                idle.add(i, pollers[i].poller.descriptor());
                threads[i] = VirtualThreads.unstarted("Headrace-poller-" + i, () -> run(pollers[index], idle, index));
            }
        } catch (IOException e) {
            idle.close();
            throw e;
        }
        startDaemon("Headrace-idle-pollers", idle);
        for (Thread thread : threads) {
            thread.start();
        }
    }

    /** Asks as long as there is something, after all who were unparked had their turn; else parks. */
    private static void run(ParkingPoller poller, IdlePollers idle, int index) {
        long descriptor = poller.poller.descriptor();
        for (; ; ) {
            if (poller.turn(0) > 0) {
                Thread.yield();
            } else {
                idle.watch(index, descriptor);
                LockSupport.park();
            }
        }
    }

    private static void startDaemon(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null); // it lives as long as the JVM, an application may not
        thread.start();
    }
}
