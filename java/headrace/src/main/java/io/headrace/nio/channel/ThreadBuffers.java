// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.os.Addresses;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Memory outside the heap that a thread's operations pass to the system: one set a thread, used within one call. */
public final class ThreadBuffers {
    /** Heap buffers cross in pieces of this size at most. */
    public static final int MOST_STAGED = 128 * 1024;

    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);
    private static final int FIRST_STAGED = 16 * 1024;
    private static final ThreadLocal<ThreadBuffers> CURRENT = ThreadLocal.withInitial(ThreadBuffers::new);

    private ByteBuffer staging;
    private ByteBuffer address;
    private IoVector vector;

    private ThreadBuffers() {}

    public static ThreadBuffers current() {
        return CURRENT.get();
    }

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

    /** At least {@code bytes} long, or {@link #MOST_STAGED}; what was in it is lost. */
    public ByteBuffer staging(int bytes) {
        if (staging == null || staging.capacity() < Math.min(bytes, MOST_STAGED)) {
            int capacity = FIRST_STAGED;
            while (capacity < bytes && capacity < MOST_STAGED) {
                capacity *= 2;
            }
            staging = ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
        }
        return staging;
    }

    public ByteBuffer address() {
        if (address == null) {
            address = Addresses.allocate();
        }
        return address;
    }

    public IoVector vector() {
        if (vector == null) {
            vector = new IoVector();
        }
        return vector;
    }
}
