// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What a {@link FrameDecoder} hands frames to. */
@FunctionalInterface
public interface FrameHandler {

    /**
     * A frame has come. Called in the thread that decodes.
     *
     * @param frame its bytes without length or delimiter, from the position to the limit. A view into a buffer that is
     *     used again: copy what you keep. You may change position and limit
     * @return true to go on; false to leave the bytes behind this frame where they are, for a later call of
     *     {@link FrameDecoder#decode}
     * @throws IOException ends the call of {@code decode}; the frame counts as taken
     */
    boolean frame(ByteBuffer frame) throws IOException;
}
