// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.io.IOException;

/** A handler left more bytes of its input than the server allows for a request. */
public final class RequestTooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    RequestTooLargeException(int limit) {
        super("a request of more than " + limit + " bytes");
    }
}
