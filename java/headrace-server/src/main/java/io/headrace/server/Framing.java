// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

/**
 * How messages lie in a stream of bytes. TCP keeps no boundaries: a read may return a part of a message, or several.
 * Immutable, so any thread may use it.
 *
 * <p>Each format has a limit. A frame that is longer ends the connection, before memory is taken for it.
 */
public final class Framing {
    static final int MOST = 1 << 30;
    static final int LONGEST_DELIMITER = 16;

    final FrameFormat format;

    private Framing(FrameFormat format) {
        this.format = format;
    }

    /**
     * A length in network byte order, then as many bytes. A length of 1 or 2 bytes is unsigned; of 4 bytes it is
     * signed, and a negative one is an error. A frame may be empty.
     *
     * @param lengthBytes 1, 2 or 4
     * @param limit bytes of a frame without its length: at most 255, 65,535 or 2^30
     * @throws IllegalArgumentException a number is outside these bounds
     */
    public static Framing lengthPrefix(int lengthBytes, int limit) {
        return new Framing(new LengthFormat(lengthBytes, limit));
    }

    /**
     * Frames with a delimiter behind each. It cannot be part of a frame. A frame may be empty.
     *
     * @param limit bytes of a frame without its delimiter: at most 2^30
     * @param delimiter 1 to 16 bytes
     * @throws IllegalArgumentException a number is outside these bounds
     */
    public static Framing delimiter(int limit, byte... delimiter) {
        return new Framing(new DelimiterFormat(delimiter, limit));
    }

    /**
     * Frames of one size.
     *
     * @param size bytes, 1 to 2^30
     * @throws IllegalArgumentException the size is outside these bounds
     */
    public static Framing fixed(int size) {
        return new Framing(new FixedFormat(size));
    }

    /** A decoder for the bytes of one stream. */
    public FrameDecoder newDecoder() {
        return new FrameDecoder(format);
    }

    /** An encoder for one writer. */
    public FrameEncoder newEncoder() {
        return new FrameEncoder(format);
    }

    static void ensureWithin(String what, long number, long least, long most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(
                    what + " of " + number + ": want " + (least == most ? least : least + " to " + most));
        }
    }
}
