// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

public final class RequestTooLargeException extends java.io.IOException {
    private RequestTooLargeException() { super(); }
}
