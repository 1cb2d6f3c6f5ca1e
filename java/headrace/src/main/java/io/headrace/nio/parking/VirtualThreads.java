// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.parking;

/** What newer JDKs know of virtual threads; the baseline has none. Any thread may call. */
public final class VirtualThreads {
    /** From JDK 21 on. */
    public static final boolean EXIST = Runtime.version().feature() >= 21;

    /** From JDK 24 on (JEP 491). Before, a thread that parks in a monitor holds its carrier. */
    public static final boolean PARK_IN_MONITORS = Runtime.version().feature() >= 24;

    private VirtualThreads() {}

    /** Whether the thread that calls is one. */
    public static boolean isCurrent() {
        return EXIST && Kind.isVirtual(Thread.currentThread());
    }

    /** A virtual thread that is not started yet. Only where there are any. */
    static Thread unstarted(String name, Runnable task) {
        try {
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Class<?> ofVirtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
            Object named = builder.getMethod("name", String.class)
                    .invoke(Thread.class.getMethod("ofVirtual").invoke(null), name);
            return (Thread) ofVirtual.getMethod("unstarted", Runnable.class).invoke(named, task);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("this JDK makes no virtual threads", e);
        }
    }

    /**
     * By the superclass of all virtual threads, which every JDK since 21 has: a method handle of Thread.isVirtual would
     * add a dozen milliseconds to the start of a program. On a JDK without that class nobody parks.
     */
    private static final class Kind {
        private static final Class<?> VIRTUAL = find();

        static boolean isVirtual(Thread thread) {
            return VIRTUAL != null && VIRTUAL.isInstance(thread);
        }

        private static Class<?> find() {
            try {
                return Class.forName("java.lang.BaseVirtualThread");
            } catch (ClassNotFoundException e) {
                return null;
            }
        }
    }
}
