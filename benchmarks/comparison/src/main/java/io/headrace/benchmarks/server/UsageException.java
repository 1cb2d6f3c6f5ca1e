// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

/** A command line or a line of input that no server knows; the message says what is allowed. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
