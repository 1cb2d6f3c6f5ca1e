// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.io.IOException;

/** The bytes of the peer are no frames: one is too long, has a negative length, or was cut. */
public final class FramingException extends IOException {
    private static final long serialVersionUID = 1;

    FramingException(String message) {
        super(message);
    }
}
