// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

public final class Framing {
    private Framing() { super(); }
    public io.headrace.server.FrameDecoder newDecoder() { throw null; }
    public io.headrace.server.FrameEncoder newEncoder() { throw null; }
    public static io.headrace.server.Framing delimiter(int p0, byte... p1) { throw null; }
    public static io.headrace.server.Framing fixed(int p0) { throw null; }
    public static io.headrace.server.Framing lengthPrefix(int p0, int p1) { throw null; }
}
