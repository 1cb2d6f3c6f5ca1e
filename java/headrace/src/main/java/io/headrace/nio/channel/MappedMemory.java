// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;

/**
 * Tells buffers over mapped files from all others. Somebody may cut the file: then a system call stops in the middle of
 * the buffer, and says by that nothing of the socket.
 */
public final class MappedMemory {
    private static final int NOWHERE = -1;

    private MappedMemory() {}

    /** A few nanoseconds where the answer is no. */
    public static boolean isIn(ByteBuffer buffer) {
        if (!(buffer instanceof MappedByteBuffer direct)) {
            return false;
        }
        try {
            // Every direct buffer is of this class; only one over a file looks at the index.
            direct.force(NOWHERE, 0);
            return false;
        } catch (IndexOutOfBoundsException e) {
            return true;
        }
    }

    public static boolean isIn(ByteBuffer[] buffers, int from, int to) {
        for (int i = from; i < to; i++) {
            if (isIn(buffers[i])) {
                return true;
            }
        }
        return false;
    }
}
