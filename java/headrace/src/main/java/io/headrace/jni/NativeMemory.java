// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

import io.headrace.os.Memory;
import java.nio.ByteBuffer;

/** The native library's memory: malloc, and the count of all that the library has allocated. Any thread may call. */
public final class NativeMemory implements Memory.Source {

    NativeMemory() {}

    @Override
    public ByteBuffer allocate(int bytes) {
        return allocate0(bytes);
    }

    @Override
    public void free(ByteBuffer memory) {
        free0(memory, memory.capacity());
    }

    /** Bytes that are allocated now, in this process. */
    public static native long allocated();

    /** The most bytes that ever were. */
    public static native long most();

    private static native ByteBuffer allocate0(int bytes);

    private static native void free0(ByteBuffer memory, int bytes);
}
