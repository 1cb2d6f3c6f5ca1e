// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.nio.ByteBuffer;

/** Frames of one size. */
record FixedFormat(int size) implements FrameFormat {

    FixedFormat {
        Framing.ensureWithin("the size of a frame", size, 1, Framing.MOST);
    }

    @Override
    public int header() {
        return 0;
    }

    @Override
    public int trailer() {
        return 0;
    }

    @Override
    public int measure(ByteBuffer data, int start, int scanned, int end) {
        return end - start >= size ? size : end - start - size;
    }

    @Override
    public void wrap(ByteBuffer frame, ByteBuffer around) {
        Framing.ensureWithin("a frame in bytes", frame.remaining(), size, size);
    }
}
