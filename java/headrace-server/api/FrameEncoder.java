// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

public final class FrameEncoder {
    private FrameEncoder() { super(); }
    public java.nio.ByteBuffer[] encode(java.nio.ByteBuffer p0) { throw null; }
}
