// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.nio.charset.StandardCharsets;

/** The body of the answer to "GET /token": letters, the first of them replaced by the token. */
final class TokenBody {
    static final int TOKEN_SIZE = 16;

    private final byte[] letters;

    TokenBody(int size) {
        letters = Letters.of(size);
    }

    byte[] answering(String path) {
        byte[] body = letters.clone();
        byte[] token = path.substring(1).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(token, 0, body, 0, TOKEN_SIZE);
        return body;
    }
}
