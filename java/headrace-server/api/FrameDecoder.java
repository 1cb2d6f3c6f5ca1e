// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

public final class FrameDecoder {
    private FrameDecoder() { super(); }
    public boolean decode(java.nio.ByteBuffer p0, FrameHandler p1) throws java.io.IOException { throw null; }
    public boolean isMidFrame() { throw null; }
    public void end() throws FramingException { throw null; }
}
