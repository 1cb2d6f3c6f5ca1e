// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.support;

import java.lang.reflect.Method;
import org.junit.jupiter.api.Assumptions;

/** Threads of the kind that {@code -Dheadrace.test.threads} names: platform, the default, or virtual. */
public final class TestThreads {
    private static final boolean VIRTUAL = "virtual".equals(System.getProperty("headrace.test.threads"));
    private static final int FIRST_WITH_VIRTUAL = 21;

    private TestThreads() {}

    /** Skips a test of what only a virtual thread does. */
    public static void assumeVirtual() {
        Assumptions.assumeTrue(VIRTUAL, "of virtual threads only");
    }

    public static boolean areVirtual() {
        return VIRTUAL;
    }

    /** Skips a test of what only a platform thread does. */
    public static void assumePlatform() {
        Assumptions.assumeFalse(VIRTUAL, "of platform threads only");
    }

    public static boolean canBeVirtual() {
        return Runtime.version().feature() >= FIRST_WITH_VIRTUAL;
    }

    /** A daemon. */
    public static Thread unstarted(String name, Runnable task) {
        if (VIRTUAL) {
            return virtual(name, task);
        }
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** By reflection: the tests are compiled for 17. */
    public static Thread virtual(String name, Runnable task) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder$OfVirtual");
            Method named = type.getMethod("name", String.class);
            return (Thread) type.getMethod("unstarted", Runnable.class).invoke(named.invoke(builder, name), task);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    public static boolean isVirtual(Thread thread) {
        return canBeVirtual()
                && thread.getThreadGroup() != null
                && thread.getThreadGroup().getName().equals("VirtualThreads");
    }
}
