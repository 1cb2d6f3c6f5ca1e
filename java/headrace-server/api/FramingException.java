// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

public final class FramingException extends java.io.IOException {
    private FramingException() { super(); }
}
