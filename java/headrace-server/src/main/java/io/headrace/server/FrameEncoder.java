// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.nio.ByteBuffer;

/** Frames for a gathering write. Copies no byte of a frame, and allocates nothing. One thread at a time. */
public final class FrameEncoder {
    private final FrameFormat format;
    private final ByteBuffer around;
    private final ByteBuffer[] parts;
    private final int place;

    FrameEncoder(FrameFormat format) {
        this.format = format;
        int size = format.header() + format.trailer();
        around = ByteBuffer.allocateDirect(size);
        parts = new ByteBuffer[size == 0 ? 1 : 2];
        if (size != 0) {
            parts[format.header() == 0 ? 1 : 0] = around;
        }
        place = format.header() == 0 ? 0 : 1;
    }

    /**
     * The frame with its length or delimiter. The array and its buffers are used again by the next call: write them
     * before.
     *
     * @param frame from its position to its limit; becomes part of the result
     * @throws IllegalArgumentException the frame is too long, has another size than the format says, or has the
     *     delimiter in it
     */
    public ByteBuffer[] encode(ByteBuffer frame) {
        around.clear();
        format.wrap(frame, around);
        around.flip();
        parts[place] = frame;
        return parts;
    }
}
