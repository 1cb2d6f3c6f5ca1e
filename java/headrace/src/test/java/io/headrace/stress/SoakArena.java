// SPDX-License-Identifier: Apache-2.0
package io.headrace.stress;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Calls on memory of a shared arena (java.lang.foreign, by reflection: the tests are compiled for 17). */
final class SoakArena {
    static final boolean EXISTS = Runtime.version().feature() >= 22;

    private static final long SIZE = 64 << 10;
    private static final long LONGEST_MICROS = 500;

    /** A call on memory that is gone; its message is that of {@code java.lang.foreign}. */
    private static final String CLOSED = "Already closed";

    private SoakArena() {}

    private interface Transfer {
        long move() throws Exception;
    }

    /** A thread writes and one reads until the arena of their buffers is closed. */
    static void closeDuringCalls(ExecutorService threads, SplittableRandom random) throws Exception {
        SocketChannel[] ends = Operation.connection();
        try (SocketChannel channel = ends[0];
                SocketChannel peer = ends[1]) {
            channel.configureBlocking(false);
            peer.configureBlocking(false);
            Object arena = shared();
            ByteBuffer out = allocate(arena);
            ByteBuffer in = allocate(arena);
            boolean gather = random.nextBoolean();
            Future<?> write = threads.submit(() -> untilClosed(() -> gather
                    ? channel.write(new ByteBuffer[] {ByteBuffer.allocate(1), out.duplicate()})
                    : channel.write(out.duplicate())));
            Future<?> read = threads.submit(() -> untilClosed(() -> gather
                    ? peer.read(new ByteBuffer[] {ByteBuffer.allocate(1), in.duplicate()})
                    : peer.read(in.duplicate())));
            long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(random.nextLong(LONGEST_MICROS));
            while (System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            }
            while (!close(arena)) {
                Thread.yield();
            }
            write.get();
            read.get();
            SoakRounds.require(channel.isOpen() && peer.isOpen(), "a channel was closed");
        }
    }

    private static Void untilClosed(Transfer transfer) throws Exception {
        while (true) {
            try {
                transfer.move();
            } catch (IllegalStateException e) {
                SoakRounds.require(CLOSED.equals(e.getMessage()), e.toString());
                SoakRounds.require(!Thread.interrupted(), "a call left the interrupt status set");
                return null;
            }
        }
    }

    private static Object shared() throws ReflectiveOperationException {
        return Class.forName("java.lang.foreign.Arena").getMethod("ofShared").invoke(null);
    }

    private static ByteBuffer allocate(Object arena) throws ReflectiveOperationException {
        Method allocate = Class.forName("java.lang.foreign.SegmentAllocator").getMethod("allocate", long.class);
        return (ByteBuffer) Class.forName("java.lang.foreign.MemorySegment")
                .getMethod("asByteBuffer")
                .invoke(allocate.invoke(arena, SIZE));
    }

    /** False where a call holds the arena. */
    private static boolean close(Object arena) throws ReflectiveOperationException {
        try {
            Class.forName("java.lang.foreign.Arena").getMethod("close").invoke(arena);
            return true;
        } catch (InvocationTargetException e) {
            String message = String.valueOf(e.getCause().getMessage());
            SoakRounds.require(message.startsWith("Session is acquired by"), message);
            return false;
        }
    }
}
