// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The next {@code size} bytes of a stream. */
final class SizedBody extends InputStream {

    private final InputStream in;
    private long remaining;

    SizedBody(InputStream in, long size) {
        this.in = in;
        this.remaining = size;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (remaining == 0) {
            return -1;
        }
        int n = in.read(target, offset, (int) Math.min(length, remaining));
        if (n < 0) {
            throw new EOFException("%d bytes before the body's end".formatted(remaining));
        }
        remaining -= n;
        return n;
    }
}
