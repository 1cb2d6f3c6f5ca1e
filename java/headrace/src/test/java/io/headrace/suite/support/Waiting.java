// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.support;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for a condition, never for an amount of time: each loop ends by what it waits for, or fails at a deadline. */
public final class Waiting {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(Bounded.SECONDS / 2);

    /** So long must a full socket stay full before it counts as full: acknowledgements may be delayed by 40 ms. */
    private static final long QUIET_MILLIS = 100;

    private Waiting() {}

    public static void until(String condition, BooleanSupplier holds) {
        long start = System.nanoTime();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - start > LIMIT_NANOS) {
                throw new AssertionError("in vain for: " + condition);
            }
            Thread.yield();
        }
    }

    /** Selects until the key has been reported with one of the operations; its readyOps then say so. */
    public static void untilReady(SelectionKey key, int ops) throws IOException {
        Selector selector = key.selector();
        long start = System.nanoTime();
        do {
            selector.selectedKeys().clear();
            if (System.nanoTime() - start > LIMIT_NANOS) {
                throw new AssertionError("in vain for operations " + ops + " of " + key);
            }
            selector.select(100);
        } while (!selector.selectedKeys().contains(key) || (key.readyOps() & ops) == 0);
    }

    /** Whether the next selectNow reports the key; nothing stays selected. */
    public static boolean isReady(SelectionKey key) throws IOException {
        key.selector().selectedKeys().clear();
        key.selector().selectNow();
        boolean ready = key.selector().selectedKeys().contains(key);
        key.selector().selectedKeys().clear();
        return ready;
    }

    /** Until the thread is parked, or sits in a native call, below a provider's method with this prefix. */
    public static void untilBlockedIn(Thread thread, String method) {
        until(thread + " blocks in " + method, () -> isBlockedIn(thread, method));
    }

    public static boolean isBlockedIn(Thread thread, String method) {
        StackTraceElement[] stack = thread.getStackTrace();
        return stack.length > 0
                && (isParked(thread) || mayWait(thread, stack[0]))
                && Arrays.stream(stack)
                        .anyMatch(frame ->
                                isProvider(frame) && frame.getMethodName().startsWith(method));
    }

    /** As virtual threads wait. */
    private static boolean isParked(Thread thread) {
        Thread.State state = thread.getState();
        boolean waits = state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
        return waits && TestThreads.isVirtual(thread);
    }

    /** Headrace waits in few native methods; the JDK's reads and writes wait themselves. */
    private static boolean mayWait(Thread thread, StackTraceElement top) {
        String type = top.getClassName();
        if (type.equals("io.headrace.jni.HeldCalls")) {
            // The frames of the linker's call are hidden.
            return Proc.sleepsInACall(thread);
        }
        return top.isNativeMethod()
                && (type.startsWith("sun.nio.ch.")
                        || type.startsWith("io.headrace.")
                                && top.getMethodName().matches("await0?|receiveBlocking.*|transfer0"));
    }

    private static boolean isProvider(StackTraceElement frame) {
        String type = frame.getClassName();
        return type.startsWith("sun.nio.ch.") || type.startsWith("io.headrace.nio.");
    }

    /** Writes until the kernel takes no more and the peer has acknowledged all that it will; answers the count. */
    public static <C extends SelectableChannel & WritableByteChannel> long untilFull(C channel) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocateDirect(1 << 16);
        long written = 0;
        try (Selector selector = channel.provider().openSelector()) {
            channel.register(selector, SelectionKey.OP_WRITE);
            do {
                int n;
                do {
                    n = channel.write(chunk.clear());
                    written += n;
                } while (n > 0);
                selector.selectedKeys().clear();
            } while (selector.select(QUIET_MILLIS) > 0);
        }
        return written;
    }
}
