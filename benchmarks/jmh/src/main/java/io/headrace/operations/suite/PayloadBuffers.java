// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import java.nio.ByteBuffer;

/** Buffers by the name of their kind, the values of a parameter. */
final class PayloadBuffers {
    static final String DIRECT = "direct";
    static final String HEAP = "heap";

    private PayloadBuffers() {}

    static ByteBuffer empty(String kind, int size) {
        return kind.equals(DIRECT) ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
    }

    /** Filled with letters. */
    static ByteBuffer letters(String kind, int size) {
        ByteBuffer buffer = empty(kind, size);
        for (int i = 0; i < size; i++) {
            buffer.put(i, (byte) ('a' + i % 26));
        }
        return buffer;
    }

    static void wipe(ByteBuffer buffer) {
        for (int i = 0; i < buffer.capacity(); i++) {
            buffer.put(i, (byte) 0);
        }
    }

    /** Compares the whole capacities. */
    static void check(ByteBuffer expected, ByteBuffer actual) {
        int at = expected.clear().mismatch(actual.clear());
        if (at >= 0) {
            throw new IllegalStateException("byte " + at + " came wrong");
        }
    }
}
