// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * Prints what reads and writes answer for a view of a memory segment, while its scope is open and when it is closed.
 * The segment is of the incubator's module of Java 17, which no compiler knows later.
 */
public final class ClosedViews {
    private static final String PACKAGE = "jdk.incubator.foreign.";

    private ClosedViews() {}

    private interface Operation {
        int on(ByteBuffer view) throws IOException;
    }

    public static void main(String[] arguments) throws Exception {
        for (String kind : List.of("newConfinedScope", "newSharedScope")) {
            System.out.println(kind);
            transfer(kind);
        }
    }

    private static void transfer(String kind) throws IOException, ReflectiveOperationException {
        Class<?> scopeType = Class.forName(PACKAGE + "ResourceScope");
        Class<?> segmentType = Class.forName(PACKAGE + "MemorySegment");
        Method allocate = segmentType.getMethod("allocateNative", long.class, scopeType);
        Object scope = scopeType.getMethod(kind).invoke(null);
        ByteBuffer view = (ByteBuffer) segmentType.getMethod("asByteBuffer").invoke(allocate.invoke(null, 64, scope));
        try (ServerSocketChannel listener =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                SocketChannel near = SocketChannel.open(listener.getLocalAddress());
                SocketChannel far = listener.accept()) {
            near.configureBlocking(false);
            tell("write", near::write, view);
            tell("read", far::read, view);
            scopeType.getMethod("close").invoke(scope);
            tell("write", near::write, view);
            far.configureBlocking(false);
            tell("read", far::read, view);
        }
    }

    private static void tell(String name, Operation operation, ByteBuffer view) throws IOException {
        try {
            System.out.println(name + " " + operation.on(view.clear()));
        } catch (IllegalStateException e) {
            System.out.println(name + " " + e.getMessage());
        }
    }
}
