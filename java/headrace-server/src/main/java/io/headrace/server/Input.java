// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.nio.ByteBuffer;

/** What a handler has left of the bytes of a connection. One thread at a time. */
final class Input {
    private static final int SMALLEST = 1024;

    private final int limit;

    /** Filled up to its position; null while nothing is left. */
    private ByteBuffer rest;

    Input(int limit) {
        this.limit = limit;
    }

    boolean isEmpty() {
        return rest == null || rest.position() == 0;
    }

    /** The buffer to read into: {@code empty} if nothing is left, else one that begins with what is left. */
    ByteBuffer target(ByteBuffer empty) {
        return isEmpty() ? empty.clear() : rest;
    }

    /** The bytes of this buffer, as a handler gets them. */
    ByteBuffer offer(ByteBuffer target) {
        return target.flip();
    }

    /** After the handler: keeps what it left. */
    void keep(ByteBuffer offered) throws RequestTooLargeException {
        if (!offered.hasRemaining()) {
            forget();
            return;
        }
        if (offered.remaining() >= limit) {
            throw new RequestTooLargeException(limit);
        }
        if (offered == rest) {
            rest.compact();
        } else {
            reserve(offered.remaining() + 1);
            rest.put(offered);
        }
        if (!rest.hasRemaining()) {
            reserve(rest.position() + 1);
        }
    }

    void forget() {
        if (rest != null) {
            rest.clear();
        }
    }

    /** What is left, to be offered again. */
    ByteBuffer left() {
        return rest;
    }

    private void reserve(int size) {
        int room = rest == null ? 0 : rest.capacity();
        if (size > room) {
            long doubled = Math.min(limit, Math.max(SMALLEST, 2L * room));
            ByteBuffer larger = ByteBuffer.allocate((int) Math.max(size, doubled));
            if (rest != null) {
                larger.put(rest.flip());
            }
            rest = larger;
        }
    }
}
