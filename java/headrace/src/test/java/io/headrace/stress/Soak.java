// SPDX-License-Identifier: Apache-2.0
package io.headrace.stress;

import com.sun.management.OperatingSystemMXBean;
import io.headrace.Headrace;
import io.headrace.suite.support.OnHeadrace;
import io.headrace.suite.support.Proc;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Rounds of work for a long time, in which nothing may grow: {@code Soak SECONDS [SEED]}. After a sixth of the time,
 * which fills caches and lets the JVM compile, it notes the memory of the process, Headrace's own memory and the
 * descriptors. At the end it fails where there is more. It takes less than half a processor.
 */
public final class Soak {
    private static final int SAMPLES = 30;
    private static final int FIRST_COUNTED = 5;

    private static final double MOST_OF_A_PROCESSOR = 0.4;
    private static final long REST_NANOS = 5_000_000;

    /** Where the JVM has had five minutes; in a shorter time it goes on to load and to compile. */
    private static final long RSS_MAY_GROW_KIB = 2 << 10;

    private static final long RSS_MAY_GROW_SHORT_KIB = 8 << 10;
    private static final long LONG_SECONDS = 1800;

    /** For threads of the last round that are about to end: a leak stays. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final List<ExecutorService> executors = SoakThreads.executors();
    private final List<Stress.Scenario> scenarios = new ArrayList<>(SoakRounds.all());
    private final SplittableRandom random;
    private long rounds;

    private record Sample(long rssKib, long ownBytes, int descriptors) {
        @Override
        public String toString() {
            return "RSS " + rssKib + " KiB, own memory " + ownBytes + " B, descriptors " + descriptors;
        }
    }

    private Soak(SplittableRandom random) {
        this.random = random;
        scenarios.addAll(BlockedCall.all());
        scenarios.add(new SelectorStorm());
    }

    public static void main(String[] arguments) throws Exception {
        long seconds = Long.parseLong(arguments[0]);
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        System.out.printf(
                "soak: %d s, seed %d, %s, Java %s%n",
                seconds, seed, SelectorProvider.provider().getClass().getName(), Runtime.version());
        boolean steady = new Soak(new SplittableRandom(seed)).run(seconds);
        Stress.printRounds();
        System.exit(steady ? 0 : 1);
    }

    private boolean run(long seconds) throws Exception {
        Sample base = null;
        Sample last = null;
        long start = System.nanoTime();
        for (int i = 1; i <= SAMPLES; i++) {
            work(start, start + TimeUnit.SECONDS.toNanos(seconds) * i / SAMPLES);
            last = base == null ? sample() : settled(base);
            System.out.printf(
                    "%5d s, %d rounds, %.2f processors: %s%n",
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start), rounds, used(start), last);
            base = i == FIRST_COUNTED ? last : base;
        }
        long rss = last.rssKib - base.rssKib;
        long own = last.ownBytes - base.ownBytes;
        int descriptors = last.descriptors - base.descriptors;
        System.out.printf("grown: RSS %d KiB, own memory %d B, descriptors %d%n", rss, own, descriptors);
        long rssMayGrow = seconds < LONG_SECONDS ? RSS_MAY_GROW_SHORT_KIB : RSS_MAY_GROW_KIB;
        return rss <= rssMayGrow && own <= 0 && descriptors <= 0;
    }

    private void work(long start, long end) {
        while (System.nanoTime() - end < 0) {
            ExecutorService threads = executors.get(random.nextInt(executors.size()));
            Stress.run(scenarios.get(random.nextInt(scenarios.size())), threads, random.split());
            rounds++;
            while (used(start) > MOST_OF_A_PROCESSOR) {
                LockSupport.parkNanos(REST_NANOS);
            }
        }
    }

    private static double used(long start) {
        return (double) SYSTEM.getProcessCpuTime() / Math.max(1, System.nanoTime() - start);
    }

    private static Sample settled(Sample base) throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        Sample sample = sample();
        while ((sample.ownBytes > base.ownBytes || sample.descriptors > base.descriptors)
                && System.nanoTime() - end < 0) {
            sample = sample();
        }
        return sample;
    }

    /** After a garbage collection, and after malloc(3) gave back what it kept. */
    private static Sample sample() throws Exception {
        // Cleaners run after the collection that found their object.
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        trimHeap();
        return new Sample(rssKib(), ownBytes(), Proc.descriptors());
    }

    private static long ownBytes() {
        boolean headrace = System.getProperty(OnHeadrace.PROVIDER, "").startsWith("io.headrace.");
        return headrace ? Headrace.memoryBytes() : 0;
    }

    private static long rssKib() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Rss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void trimHeap() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
        boolean known = Stream.of(server.getMBeanInfo(commands).getOperations())
                .anyMatch(operation -> operation.getName().equals("systemTrimNativeHeap"));
        if (known) {
            server.invoke(commands, "systemTrimNativeHeap", new Object[0], new String[0]);
        }
    }
}
