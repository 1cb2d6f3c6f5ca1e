// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import io.headrace.os.Sockets;
import java.nio.channels.spi.SelectorProvider;

/**
 * Makes socket channels of the class that {@code FileChannel.transferTo} knows, where the JVM lets that class be: where
 * {@code java.base} exports {@code sun.nio.ch} to this module. Found out once, at the first channel.
 */
public final class TransferSupport {
    private static final String TRANSFERABLE = "io.headrace.nio.stream.TransferableSocketChannel";

    /** Makes channels of one class. */
    interface Maker {
        StreamSocketChannel make(SelectorProvider provider, Sockets sockets, AddressFamily family, long descriptor);
    }

    /** Of the class that {@code transferTo} knows: it comes here by itself when it is initialized, or null. */
    private static Maker transferable;

    /** Why the plain class serves, or null. */
    private static final LinkageError REFUSAL;

    private static final Maker MAKER;

    static {
        LinkageError refusal = null;
        try {
            Class.forName(TRANSFERABLE);
        } catch (ClassNotFoundException e) {
            throw new ExceptionInInitializerError(e);
        } catch (LinkageError e) {
            refusal = e;
        }
        REFUSAL = refusal;
        MAKER = transferable;
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
        return MAKER == null
                ? new StreamSocketChannel(provider, sockets, family, descriptor)
                : MAKER.make(provider, sockets, family, descriptor);
    }

    /** Called once, while the class that {@code transferTo} knows is initialized. */
    static void offer(Maker maker) {
        transferable = maker;
    }
}
