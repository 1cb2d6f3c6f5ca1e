// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.nio.ByteBuffer;

/** Frames with some bytes behind each. */
final class DelimiterFormat implements FrameFormat {
    private final byte[] delimiter;
    private final byte last;
    private final int limit;

    DelimiterFormat(byte[] delimiter, int limit) {
        Framing.ensureWithin("the length of a delimiter", delimiter.length, 1, Framing.LONGEST_DELIMITER);
        Framing.ensureWithin("a limit", limit, 0, Framing.MOST);
        this.delimiter = delimiter.clone();
        this.last = delimiter[delimiter.length - 1];
        this.limit = limit;
    }

    @Override
    public int header() {
        return 0;
    }

    @Override
    public int trailer() {
        return delimiter.length;
    }

    @Override
    public int measure(ByteBuffer data, int start, int scanned, int end) throws FramingException {
        int found = find(data, start, scanned, end);
        int length = (found < 0 ? end + 1 : found) - start - delimiter.length;
        if (length > limit) {
            throw new FramingException("a frame of " + (found < 0 ? "at least " : "") + length + " bytes: at most "
                    + limit + " are allowed");
        }
        return found < 0 ? -1 : found - start;
    }

    /** The index behind the first delimiter that ends behind {@code scanned}, or -1. */
    private int find(ByteBuffer data, int start, int scanned, int end) {
        for (int i = Math.max(scanned, start + delimiter.length - 1); i < end; i++) {
            if (data.get(i) == last && endsAt(data, i)) {
                return i + 1;
            }
        }
        return -1;
    }

    private boolean endsAt(ByteBuffer data, int end) {
        int start = end - delimiter.length + 1;
        for (int i = 0; i < delimiter.length - 1; i++) {
            if (data.get(start + i) != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    /** Up to the next byte that may end the delimiter. */
    @Override
    public int chunk(ByteBuffer bytes, int missing) {
        int start = bytes.position();
        int end = start + Math.min(bytes.remaining(), limit + delimiter.length);
        for (int i = start; i < end; i++) {
            if (bytes.get(i) == last) {
                return i + 1 - start;
            }
        }
        return end - start;
    }

    @Override
    public void wrap(ByteBuffer frame, ByteBuffer around) {
        Framing.ensureWithin("a frame in bytes", frame.remaining(), 0, limit);
        int found = find(frame, frame.position(), frame.position(), frame.limit());
        if (found >= 0) {
            int at = found - delimiter.length - frame.position();
            throw new IllegalArgumentException("a frame with the delimiter in it, at byte " + at);
        }
        around.put(delimiter);
    }
}
