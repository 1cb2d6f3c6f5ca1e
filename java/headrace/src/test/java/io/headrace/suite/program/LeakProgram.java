// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.program;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import io.headrace.Headrace;
import io.headrace.suite.support.OnHeadrace;
import io.headrace.suite.support.Proc;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs the whole suite three times in one JVM, started with {@code -XX:NativeMemoryTracking=summary}: the third run
 * must leave no more descriptors, no more direct memory and no more memory of Headrace's own behind than the second.
 * The first fills caches and pools.
 */
public final class LeakProgram {
    /** Direct buffers, whoever makes them, are "Other" from JDK 11 on. */
    private static final Pattern DIRECT = Pattern.compile("Other \\(reserved=(\\d+)KB");

    private static final long MAY_GROW_KIB = 512;

    /** For threads and processes of the last tests, which may still be about to end: a leak stays. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private LeakProgram() {}

    /** Three pieces of the largest size, if their places in the cache were empty: a leak grows with the suite. */
    private static final long OWN_MAY_GROW_KIB = 3 * 128;

    private record Left(int descriptors, long directKib, long ownKib) {
        boolean isMoreThan(Left other) {
            return descriptors > other.descriptors
                    || directKib > other.directKib + MAY_GROW_KIB
                    || ownKib > other.ownKib + OWN_MAY_GROW_KIB;
        }
    }

    public static void main(String[] arguments) throws Exception {
        run();
        Left second = run();
        Left third = run();
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (third.isMoreThan(second) && System.nanoTime() - end < 0) {
            third = left();
        }
        if (third.isMoreThan(second)) {
            System.out.println("LEAK: " + second + ", then " + third);
            System.exit(1);
        }
    }

    private static Left run() throws Exception {
        LauncherDiscoveryRequest suite = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage("io.headrace.suite"))
                .filters(TagFilter.excludeTags("edge"))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(suite, listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.printFailuresTo(new PrintWriter(System.out, true), 5);
        Left left = left();
        System.out.println(
                summary.getTestsSucceededCount() + " passed, " + summary.getTotalFailureCount() + " failed; " + left);
        if (summary.getTotalFailureCount() > 0 || summary.getTestsSucceededCount() == 0) {
            System.exit(1);
        }
        return left;
    }

    /** What NMT does not see: memory of malloc. None where the JDK's provider runs. */
    private static long ownBytes() {
        boolean headrace = System.getProperty(OnHeadrace.PROVIDER, "").startsWith("io.headrace.");
        return headrace ? Headrace.memoryBytes() : 0;
    }

    private static Left left() throws Exception {
        Object summary = null;
        // Cleaners run after the collection that found their object.
        for (int i = 0; i < 3; i++) {
            System.gc();
            summary = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "vmNativeMemory",
                            new Object[] {new String[] {"summary"}},
                            new String[] {String[].class.getName()});
        }
        Matcher direct = DIRECT.matcher(String.valueOf(summary));
        long directKib = direct.find() ? Long.parseLong(direct.group(1)) : 0;
        return new Left(Proc.descriptors(), directKib, ownBytes() / 1024);
    }
}
