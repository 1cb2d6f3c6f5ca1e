// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;

/**
 * The library's calls by way of {@code java.lang.foreign.Linker}, which keeps the arenas of segments open during a
 * call. By method handles, since JDK 17 has no such classes. The first view of a segment loads it, and nothing before:
 * it takes some tens of milliseconds.
 */
public final class HeldCalls {
    /** How many arenas one call can hold. */
    static final int MOST = 8;

    /** Why there are no handles, or null. */
    private static final Throwable REFUSAL;

    private static final MethodHandle TRANSFER;

    static {
        MethodHandle made = null;
        Throwable refusal = null;
        try {
            made = MethodHandles.filterArguments(link(transferFunction(), 1, 5), 0, segmentOf());
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            refusal = e;
        }
        REFUSAL = refusal;
        TRANSFER = made;
    }

    /** What takes several segments: made when it is first needed, since each handle takes time. */
    private static final class Several {
        static final MethodHandle SEGMENT_OF;
        static final MethodHandle ARENA_OF;
        static final MethodHandle TRANSFER_VECTOR;
        static final MethodHandle AWAIT;

        static {
            try {
                SEGMENT_OF = segmentOf().asType(MethodType.methodType(Object.class, ByteBuffer.class));
                ARENA_OF = arenaOf().asType(MethodType.methodType(Object.class, Object.class));
                TRANSFER_VECTOR = spread(link(vectorFunction(), MOST, 4));
                AWAIT = spread(link(awaitFunction(), MOST, 4));
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }
    }

    private HeldCalls() {}

    /** Why this JVM has no way to hold an arena, or null. */
    public static Throwable refusal() {
        return REFUSAL;
    }

    static Object segment(ByteBuffer view) {
        try {
            return Several.SEGMENT_OF.invokeExact(view);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Equal for segments of the same arena. */
    static Object arena(Object segment) {
        try {
            return Several.ARENA_OF.invokeExact(segment);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** With all that remains in the view. */
    static long transfer(int call, long socket, ByteBuffer view, long peer, long store) {
        try {
            return (long) TRANSFER.invokeExact(view, (long) call, socket, (long) view.remaining(), peer, store);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    static long transfer(Object[] held, int call, long socket, long vector, int count) {
        try {
            return (long) Several.TRANSFER_VECTOR.invokeExact(held, (long) call, socket, vector, (long) count);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    static long await(Object[] held, long socket, int directions, long wake, long timeoutNanos) {
        try {
            return (long) Several.AWAIT.invokeExact(held, socket, (long) directions, wake, timeoutNanos);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return (RuntimeException) thrown;
    }

    private static MethodHandle segmentOf() throws ReflectiveOperationException {
        Class<?> segment = find("MemorySegment");
        return MethodHandles.lookup()
                .findStatic(segment, "ofBuffer", MethodType.methodType(segment, Buffer.class))
                .asType(MethodType.methodType(segment, ByteBuffer.class));
    }

    private static MethodHandle arenaOf() throws ReflectiveOperationException {
        MethodType type = MethodType.methodType(find("MemorySegment$Scope"));
        return MethodHandles.lookup().findVirtual(find("MemorySegment"), "scope", type);
    }

    /** Takes the segments as an array. */
    private static MethodHandle spread(MethodHandle function) {
        MethodType type = MethodType.genericMethodType(MOST)
                .changeReturnType(long.class)
                .appendParameterTypes(Collections.nCopies(function.type().parameterCount() - MOST, long.class));
        return function.asType(type).asSpreader(0, Object[].class, MOST);
    }

    /** A function of C that takes segments first, then numbers of 64 bits, and returns one. */
    private static MethodHandle link(long address, int segments, int numbers) throws ReflectiveOperationException {
        Class<?> linkerType = find("Linker");
        Class<?> layoutType = find("MemoryLayout");
        Class<?> descriptorType = find("FunctionDescriptor");
        Class<?> optionsType = find("Linker$Option").arrayType();
        Object pointer = find("ValueLayout").getField("ADDRESS").get(null);
        Object number = find("ValueLayout").getField("JAVA_LONG").get(null);
        Object[] layouts = (Object[]) Array.newInstance(layoutType, segments + numbers);
        Arrays.fill(layouts, 0, segments, pointer);
        Arrays.fill(layouts, segments, layouts.length, number);
        Object descriptor =
                descriptorType.getMethod("of", layoutType, layouts.getClass()).invoke(null, number, layouts);
        Object linker = linkerType.getMethod("nativeLinker").invoke(null);
        Class<?> segmentType = find("MemorySegment");
        Object function = segmentType.getMethod("ofAddress", long.class).invoke(null, address);
        MethodType type = MethodType.methodType(MethodHandle.class, segmentType, descriptorType, optionsType);
        Object options = Array.newInstance(optionsType.componentType(), 0);
        try {
            return (MethodHandle) MethodHandles.lookup()
                    .findVirtual(linkerType, "downcallHandle", type)
                    .asFixedArity()
                    .invoke(linker, function, descriptor, options);
        } catch (ReflectiveOperationException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new ReflectiveOperationException(e);
        }
    }

    private static Class<?> find(String name) throws ClassNotFoundException {
        return Class.forName("java.lang.foreign." + name);
    }

    private static native long transferFunction();

    private static native long vectorFunction();

    private static native long awaitFunction();
}
