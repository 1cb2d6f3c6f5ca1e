// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * The buffer that all connections of a selector read into, one after the other. A connection whose peer does not take
 * what was read keeps the buffer, and the others get another one.
 */
final class SharedBuffers {
    static final int SIZE = 64 * 1024;

    private final ArrayDeque<ByteBuffer> spare = new ArrayDeque<>();
    private final int size;
    private ByteBuffer shared;

    SharedBuffers() {
        this(SIZE);
    }

    SharedBuffers(int size) {
        this.size = size;
        this.shared = ByteBuffer.allocateDirect(size);
    }

    /** Empty; the caller leaves nothing in it when it returns, or keeps it. */
    ByteBuffer shared() {
        return shared.clear();
    }

    ByteBuffer keepShared() {
        ByteBuffer kept = shared;
        ByteBuffer next = spare.poll();
        shared = next == null ? ByteBuffer.allocateDirect(size) : next;
        return kept;
    }

    void giveBack(ByteBuffer kept) {
        spare.push(kept);
    }
}
