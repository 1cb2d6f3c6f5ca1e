// SPDX-License-Identifier: Apache-2.0
package io.headrace.stress;

import io.headrace.suite.support.TestThreads;
import java.io.File;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/**
 * Rounds of operations that threads disturb each other in, on the provider of this JVM, until the time is over or a
 * round goes wrong: {@code Stress SECONDS [SEED]}. Each round must end as {@code java.nio} says. At the end no more
 * descriptors may be open than after the first rounds.
 */
public final class Stress {
    /** What a round does with the threads that it may use. Returns the name that it is counted by. */
    interface Scenario {
        String round(ExecutorService threads, SplittableRandom random) throws Exception;
    }

    private static final int WORKERS = 6;
    private static final long PATIENCE_SECONDS = 30;

    /** What the JVM may open for itself. */
    private static final int MAY_GROW = 2;

    private static final Map<String, LongAdder> ROUNDS = new TreeMap<>();

    private Stress() {}

    public static void main(String[] arguments) throws Exception {
        long seconds = Long.parseLong(arguments[0]);
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        System.out.printf(
                "stress: %d s, seed %d, %s%n",
                seconds, seed, SelectorProvider.provider().getClass().getName());
        ExecutorService threads = Executors.newCachedThreadPool(Stress::daemon);
        SplittableRandom random = new SplittableRandom(seed);
        for (Scenario scenario : scenarios()) {
            run(scenario, threads, random.split());
        }
        int before = descriptors();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<FutureTask<Void>> workers = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            SplittableRandom own = random.split();
            workers.add(start(() -> work(threads, own, end)));
        }
        for (FutureTask<Void> worker : workers) {
            worker.get();
        }
        threads.shutdown();
        printRounds();
        int after = descriptors();
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (after > before + MAY_GROW && System.nanoTime() - patience < 0) {
            // A daemon of the last rounds may still be about to close its own.
            Thread.yield();
            after = descriptors();
        }
        System.out.printf("descriptors: %d before, %d after%n", before, after);
        if (after > before + MAY_GROW) {
            throw new AssertionError("descriptors are left open");
        }
    }

    static void printRounds() {
        ROUNDS.forEach((name, n) -> System.out.printf("%9d %s%n", n.sum(), name));
    }

    private static List<Scenario> scenarios() {
        List<Scenario> scenarios = new ArrayList<>(BlockedCall.all());
        scenarios.add(new SelectorStorm());
        return scenarios;
    }

    private static Void work(ExecutorService threads, SplittableRandom random, long end) {
        List<Scenario> scenarios = scenarios();
        while (System.nanoTime() - end < 0) {
            run(scenarios.get(random.nextInt(scenarios.size())), threads, random);
        }
        return null;
    }

    static void run(Scenario scenario, ExecutorService threads, SplittableRandom random) {
        FutureTask<String> round = start(() -> scenario.round(threads, random));
        try {
            String name = round.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            synchronized (ROUNDS) {
                ROUNDS.computeIfAbsent(name, n -> new LongAdder()).increment();
            }
        } catch (TimeoutException e) {
            fail(scenario + " hangs", e);
        } catch (ExecutionException e) {
            fail(scenario.toString(), e.getCause());
        } catch (InterruptedException e) {
            fail("interrupted", e);
        }
    }

    /** With the stacks of all threads, as the JVM's own dump shows them. */
    private static synchronized void fail(String what, Throwable why) {
        System.err.println("FAILED: " + what);
        why.printStackTrace();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            System.err.println(thread);
            for (StackTraceElement frame : stack) {
                System.err.println("    at " + frame);
            }
        });
        Runtime.getRuntime().halt(1);
    }

    static <T> FutureTask<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        daemon(task).start();
        return task;
    }

    /** Of the kind that {@code -Dheadrace.test.threads} names. */
    static Thread daemon(Runnable work) {
        return TestThreads.unstarted("stress", work);
    }

    private static int descriptors() {
        return new File("/proc/self/fd").list().length;
    }
}
