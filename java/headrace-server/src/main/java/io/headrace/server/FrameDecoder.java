// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Finds the frames in the bytes of a stream, as they come. A frame that lies whole in the bytes is handed on where it
 * is. The bytes of one that is cut are collected in a buffer that is used again. It grows as they come, to twice the
 * limit of the format at most. Allocates nothing for a message once that buffer is large enough. One thread at a time.
 */
public final class FrameDecoder {
    private static final int SMALLEST = 256;

    private final FrameFormat format;

    /** The begin of a frame: up to its position. Null until a frame was cut. */
    private ByteBuffer begun;

    private boolean isBroken;

    FrameDecoder(FrameFormat format) {
        this.format = format;
    }

    /**
     * Takes bytes of the stream, and hands each frame that is whole to the handler. The handler must not call this
     * decoder.
     *
     * @param bytes from the position to the limit; all are taken, unless the handler says otherwise
     * @return whether all bytes were taken: false if the handler wanted no more frames
     * @throws FramingException the bytes are no frames, now or in an earlier call. The frames before were handed on
     * @throws IOException of the handler
     */
    public boolean decode(ByteBuffer bytes, FrameHandler handler) throws IOException {
        if (isBroken) {
            throw new FramingException("an earlier frame was wrong: nobody knows where the next one begins");
        }
        try {
            return decodeAll(bytes, handler);
        } catch (FramingException e) {
            isBroken = true;
            throw e;
        }
    }

    private boolean decodeAll(ByteBuffer bytes, FrameHandler handler) throws IOException {
        while (bytes.hasRemaining()) {
            boolean goesOn = isMidFrame() ? finishBegun(bytes, handler) : decodeInPlace(bytes, handler);
            if (!goesOn) {
                return !bytes.hasRemaining();
            }
        }
        return true;
    }

    private boolean decodeInPlace(ByteBuffer bytes, FrameHandler handler) throws IOException {
        int start = bytes.position();
        int end = bytes.limit();
        int total = format.measure(bytes, start, start, end);
        if (total < 0) {
            append(bytes, end - start);
            return true;
        }
        bytes.limit(start + total - format.trailer()).position(start + format.header());
        try {
            return handler.frame(bytes);
        } finally {
            bytes.limit(end).position(start + total);
        }
    }

    private boolean finishBegun(ByteBuffer bytes, FrameHandler handler) throws IOException {
        int total = format.measure(begun, 0, begun.position(), begun.position());
        while (total < 0 && bytes.hasRemaining()) {
            int scanned = begun.position();
            append(bytes, format.chunk(bytes, -total));
            total = format.measure(begun, 0, scanned, begun.position());
        }
        if (total < 0) {
            return true;
        }
        begun.limit(total - format.trailer()).position(format.header());
        try {
            return handler.frame(begun);
        } finally {
            begun.clear();
        }
    }

    private void append(ByteBuffer bytes, int count) {
        int used = begun == null ? 0 : begun.position();
        int room = begun == null ? 0 : begun.capacity();
        if (used + count > room) {
            // by what has come, and not by what the peer announces
            ByteBuffer larger = ByteBuffer.allocate(Math.max(SMALLEST, Math.max(2 * room, used + count)));
            if (used > 0) {
                larger.put(begun.flip());
            }
            begun = larger;
        }
        begun.put(used, bytes, bytes.position(), count).position(used + count);
        bytes.position(bytes.position() + count);
    }

    /** Bytes of the buffer for a frame that is cut. */
    int memory() {
        return begun == null ? 0 : begun.capacity();
    }

    /** Whether the bytes so far end within a frame. */
    public boolean isMidFrame() {
        return begun != null && begun.position() > 0;
    }

    /**
     * The stream has ended.
     *
     * @throws FramingException it ended within a frame
     */
    public void end() throws FramingException {
        if (isMidFrame()) {
            throw new FramingException("the stream ended within a frame, after " + begun.position() + " bytes of it");
        }
    }
}
