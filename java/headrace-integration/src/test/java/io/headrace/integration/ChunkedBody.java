// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import java.io.IOException;
import java.io.InputStream;

/** A body in chunks without trailers (RFC 9112, 7.1). */
final class ChunkedBody extends InputStream {

    private final Connection connection;
    private InputStream chunk;
    private boolean ended;

    ChunkedBody(Connection connection) {
        this.connection = connection;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = chunk == null ? -1 : chunk.read(target, offset, length);
        while (n < 0 && !ended) {
            nextChunk();
            n = chunk.read(target, offset, length);
        }
        return n;
    }

    private void nextChunk() throws IOException {
        if (chunk != null) {
            requireEmptyLine();
        }
        int size = Integer.parseInt(connection.line(), 16);
        chunk = new SizedBody(connection.in(), size);
        if (size == 0) {
            ended = true;
            requireEmptyLine();
        }
    }

    private void requireEmptyLine() throws IOException {
        String line = connection.line();
        if (!line.isEmpty()) {
            throw new IOException("\"%s\" after a chunk".formatted(line));
        }
    }
}
