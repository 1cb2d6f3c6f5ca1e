// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.os.SegmentHold;
import io.headrace.os.Sockets;
import java.nio.ByteBuffer;

/** What an operation asks of the buffers that it is given. */
public final class Buffers {
    /** Of a call on a direct buffer: nothing was done, because the arena of its segment cannot be held. */
    public static final long MUST_COPY = Long.MIN_VALUE;

    /** Before JDK 22 a buffer may be a view of a segment whose arena nobody can hold. */
    private static final boolean LOOKS = !SegmentHold.IS_POSSIBLE && areThereSegments();

    /** What JDK 17 says of a closed arena that is shared. Its channels say what later JDKs say. */
    private static final String CLOSED_OF_17 = "This segment is already closed";

    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    private Buffers() {}

    /** On Java 17 and 18 only with the incubator's module. */
    private static boolean areThereSegments() {
        if (Runtime.version().feature() > 18) {
            return true;
        }
        // ModuleLayer.findModule makes lambdas where it finds none, which a JVM that has just begun is to be spared.
        for (Module module : ModuleLayer.boot().modules()) {
            if (module.getName().equals("jdk.incubator.foreign")) {
                return true;
            }
        }
        return false;
    }

    /**
     * Throws where the arena of a direct buffer is closed, or another thread's: before JDK 22. From then on the call
     * holds the arena, and throws.
     */
    public static void ensureAlive(ByteBuffer buffer) {
        if (LOOKS) {
            lookAt(buffer);
        }
    }

    /**
     * Throws where the arena of the buffer is closed, or another thread's. A read of no bytes, since one byte of a
     * mapped file may be there no more: the system call answers EFAULT then, the JVM with an InternalError, some time
     * later.
     */
    public static void lookAt(ByteBuffer buffer) {
        try {
            NO_BYTES.put(0, buffer, buffer.position(), 0);
        } catch (IllegalStateException e) {
            throw CLOSED_OF_17.equals(e.getMessage()) ? new IllegalStateException("Already closed", e) : e;
        }
    }

    /** What keeps the arenas of the buffers open; null where none has to be, or none can be. */
    public static SegmentHold hold(Sockets sockets, ByteBuffer buffer, ByteBuffer[] buffers, int from, int to) {
        if (!SegmentHold.IS_POSSIBLE) {
            return null;
        }
        SegmentHold hold = buffer == null ? null : hold(sockets, buffer, null);
        for (int i = from; i < to && buffers != null; i++) {
            hold = hold(sockets, buffers[i], hold);
        }
        return hold;
    }

    private static SegmentHold hold(Sockets sockets, ByteBuffer buffer, SegmentHold begun) {
        if (!buffer.isDirect() || sockets.address(buffer) >= 0) {
            return begun;
        }
        SegmentHold hold = begun == null ? sockets.hold() : begun;
        if (hold != null) {
            hold.add(buffer);
        }
        return hold;
    }

    public static void ensureWritable(ByteBuffer buffer) {
        if (buffer.isReadOnly()) {
            throw new IllegalArgumentException("Read-only buffer");
        }
    }
}
