// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.support;

import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;

/** An arena of java.lang.foreign (JDK 22), by reflection: the suite is compiled for 17. */
public final class ForeignArena {
    private final Object arena;

    private ForeignArena(Object arena) {
        this.arena = arena;
    }

    /** ofConfined, ofShared, ofAuto or global. */
    public static ForeignArena open(String kind) throws ReflectiveOperationException {
        return new ForeignArena(find("Arena").getMethod(kind).invoke(null));
    }

    public ByteBuffer allocate(int bytes) throws ReflectiveOperationException {
        Object segment =
                find("SegmentAllocator").getMethod("allocate", long.class).invoke(arena, (long) bytes);
        return (ByteBuffer) find("MemorySegment").getMethod("asByteBuffer").invoke(segment);
    }

    /** @throws IllegalStateException a call holds the arena, or it is closed */
    public void close() throws ReflectiveOperationException {
        try {
            find("Arena").getMethod("close").invoke(arena);
        } catch (InvocationTargetException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    private static Class<?> find(String name) throws ClassNotFoundException {
        return Class.forName("java.lang.foreign." + name);
    }
}
