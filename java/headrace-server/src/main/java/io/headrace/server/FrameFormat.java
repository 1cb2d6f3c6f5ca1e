// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.nio.ByteBuffer;

/** How frames lie in a stream of bytes: a header, the frame, a trailer. Implementations have no state. */
interface FrameFormat {

    /** Bytes before the frame. */
    int header();

    /** Bytes behind the frame. */
    int trailer();

    /**
     * Looks for the end of the first frame.
     *
     * @param start of the frame's header
     * @param scanned up to here an earlier call has found no end; {@code start} for the first call
     * @param end of the bytes that have come
     * @return bytes of the frame with header and trailer, or as a negative number how many are missing at least
     */
    int measure(ByteBuffer data, int start, int scanned, int end) throws FramingException;

    /** How many of these bytes to take for a frame to which at least {@code missing} are missing; none of the next. */
    default int chunk(ByteBuffer bytes, int missing) {
        return Math.min(missing, bytes.remaining());
    }

    /**
     * Puts what stands before and behind a frame into {@code around}: header and trailer.
     *
     * @throws IllegalArgumentException the frame cannot be sent in this format
     */
    void wrap(ByteBuffer frame, ByteBuffer around);
}
