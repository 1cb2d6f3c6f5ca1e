// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import java.nio.ByteBuffer;

/** What an operation asks of the buffers that it is given. */
public final class Buffers {
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    private Buffers() {}

    /**
     * Throws where the arena of a direct buffer is closed, or another thread's. A read of no bytes, since one byte of
     * a mapped file may be there no more: the system call answers EFAULT then, the JVM with an InternalError, some
     * time later.
     */
    public static void ensureAlive(ByteBuffer buffer) {
        NO_BYTES.put(0, buffer, buffer.position(), 0);
    }

    public static void ensureWritable(ByteBuffer buffer) {
        if (buffer.isReadOnly()) {
            throw new IllegalArgumentException("Read-only buffer");
        }
    }
}
