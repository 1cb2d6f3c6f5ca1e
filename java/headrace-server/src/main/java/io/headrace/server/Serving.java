// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Which threads serve the connections of a server, or the sessions of its datagrams. Immutable. */
public final class Serving {

    /** Who reads a connection, and who calls its handler. */
    enum Way {
        LOOP,
        POOL,
        THREADS,
        PROCESS
    }

    private final Way way;
    private final int size;
    private final ThreadFactory threads;
    private final List<String> command;

    private Serving(Way way, int size, ThreadFactory threads, List<String> command) {
        this.way = way;
        this.size = size;
        this.threads = threads;
        this.command = command;
    }

    /** In the thread of an event loop. Handlers must not block. */
    public static Serving inLoop() {
        return new Serving(Way.LOOP, 0, null, List.of());
    }

    /**
     * Loops read, and threads of a pool call the handlers. A handler that blocks takes one thread of the pool; the
     * others wait for a free one.
     *
     * @param threads from 1
     * @throws IllegalArgumentException there are no threads
     */
    public static Serving pool(int threads) {
        return new Serving(Way.POOL, Limit.positive("a number of threads", threads), null, List.of());
    }

    /** A platform thread for each connection, whose reads and writes block; for a session, while it has datagrams. */
    public static Serving threads() {
        AtomicInteger number = new AtomicInteger();
        return threads(task -> new Thread(task, "headrace-connection-" + number.getAndIncrement()));
    }

    /** As {@link #threads()}, with threads of your own. */
    public static Serving threads(ThreadFactory threads) {
        return new Serving(Way.THREADS, 0, threads, List.of());
    }

    /**
     * As {@link #threads()}, with virtual threads.
     *
     * @throws UnsupportedOperationException this Java has none: before 21
     */
    public static Serving virtualThreads() {
        return threads(VirtualThreads.factory());
    }

    /**
     * A process for each connection of a stream, started by {@code Headrace.spawn}. The connection is its standard
     * input: a Java program gets it by {@code System.inheritedChannel()}. No handler is called, and the server's limits
     * of time and bytes do not apply. A provider that is not Headrace's throws an UnsupportedOperationException when
     * the server starts.
     *
     * @param command the program and its arguments
     * @throws IllegalArgumentException there is no command
     */
    public static Serving process(String... command) {
        if (command.length == 0) {
            throw new IllegalArgumentException("no command");
        }
        return new Serving(Way.PROCESS, 0, null, List.of(command));
    }

    Way way() {
        return way;
    }

    List<String> command() {
        return command;
    }

    ThreadFactory threadFactory() {
        return threads;
    }

    /** What calls the handlers; null if the loop does. End it by {@link #end}. */
    Executor executor(String name) {
        return switch (way) {
            case LOOP, PROCESS -> null;
            case THREADS -> task -> threads.newThread(task).start();
            case POOL -> newPool(name);
        };
    }

    private Executor newPool(String name) {
        AtomicInteger number = new AtomicInteger();
        // each connection has one task at most, and the server bounds its connections
        return new ThreadPoolExecutor(
                size,
                size,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> new Thread(task, name + "-worker-" + number.getAndIncrement()));
    }

    static void end(Executor executor) {
        if (executor instanceof ExecutorService pool) {
            pool.shutdown();
        }
    }

    /** {@code Thread.ofVirtual().factory()}, which Java 17 does not have. */
    private static final class VirtualThreads {
        private static ThreadFactory factory() {
            try {
                MethodHandles.Lookup lookup = MethodHandles.publicLookup();
                Class<?> builder = Class.forName("java.lang.Thread$Builder");
                Class<?> ofVirtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
                MethodHandle open = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(ofVirtual));
                MethodHandle factory =
                        lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
                return (ThreadFactory) factory.invoke(open.invoke());
            } catch (ClassNotFoundException | NoSuchMethodException | UnsupportedOperationException e) {
                throw new UnsupportedOperationException(
                        "virtual threads need Java 21: this is "
                                + Runtime.version().feature(),
                        e);
            } catch (Throwable e) {
                throw new LinkageError("Thread.ofVirtual", e);
            }
        }
    }
}
