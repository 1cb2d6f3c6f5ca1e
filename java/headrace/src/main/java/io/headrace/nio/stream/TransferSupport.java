// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import io.headrace.os.Sockets;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.channels.spi.SelectorProvider;

/**
 * Makes socket channels of the class that {@code FileChannel.transferTo} knows, where the JVM lets that class be: where
 * {@code java.base} exports {@code sun.nio.ch} to this module. Found out once, at the first channel.
 */
public final class TransferSupport {
    private static final String TRANSFERABLE = "io.headrace.nio.stream.TransferableSocketChannel";

    /** Why the plain class serves, or null. */
    private static final LinkageError REFUSAL;

    private static final MethodHandle NEW;

    static {
        Class<?> type = StreamSocketChannel.class;
        LinkageError refusal = null;
        try {
            type = Class.forName(TRANSFERABLE);
        } catch (ClassNotFoundException e) {
            throw new ExceptionInInitializerError(e);
        } catch (LinkageError e) {
            refusal = e;
        }
        REFUSAL = refusal;
        NEW = constructor(type);
    }

    private TransferSupport() {}

    /**
     * Null where {@code transferTo} is direct; else why it copies: an IllegalAccessError where the export is missing.
     */
    public static LinkageError refusal() {
        return REFUSAL;
    }

    static StreamSocketChannel newChannel(
            SelectorProvider provider, Sockets sockets, AddressFamily family, long descriptor) {
        try {
            return (StreamSocketChannel) NEW.invokeExact(provider, sockets, family, descriptor);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("the constructor declares no exception", e);
        }
    }

    private static MethodHandle constructor(Class<?> type) {
        MethodType parameters = MethodType.methodType(
                void.class, SelectorProvider.class, Sockets.class, AddressFamily.class, long.class);
        try {
            MethodHandle constructor = MethodHandles.lookup().findConstructor(type, parameters);
            return constructor.asType(constructor.type().changeReturnType(StreamSocketChannel.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
