// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.nio.ByteBuffer;

/** A length in network byte order, then as many bytes. */
record LengthFormat(int header, int limit) implements FrameFormat {

    LengthFormat {
        if (header != 1 && header != 2 && header != 4) {
            throw new IllegalArgumentException("a length of " + header + " bytes: want 1, 2 or 4");
        }
        long most = header == 4 ? Framing.MOST : (1L << 8 * header) - 1;
        Framing.ensureWithin("a limit for a length of " + header + " bytes", limit, 0, most);
    }

    @Override
    public int trailer() {
        return 0;
    }

    @Override
    public int measure(ByteBuffer data, int start, int scanned, int end) throws FramingException {
        if (end - start < header) {
            return end - start - header;
        }
        int length = 0;
        for (int i = 0; i < header; i++) {
            length = length << 8 | data.get(start + i) & 0xff;
        }
        if (length < 0) {
            throw new FramingException("a frame of negative length " + length);
        }
        if (length > limit) {
            throw new FramingException("a frame of " + length + " bytes: at most " + limit + " are allowed");
        }
        int total = header + length;
        return end - start >= total ? total : end - start - total;
    }

    @Override
    public void wrap(ByteBuffer frame, ByteBuffer around) {
        int length = frame.remaining();
        Framing.ensureWithin("a frame in bytes", length, 0, limit);
        for (int shift = 8 * (header - 1); shift >= 0; shift -= 8) {
            around.put((byte) (length >> shift));
        }
    }
}
