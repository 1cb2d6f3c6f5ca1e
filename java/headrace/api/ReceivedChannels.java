// SPDX-License-Identifier: Apache-2.0
package io.headrace;

public final class ReceivedChannels implements java.io.Closeable {
    private ReceivedChannels() { super(); }
    public boolean isTruncated() { throw null; }
    public int bytes() { throw null; }
    public int count() { throw null; }
    public <T extends java.nio.channels.Channel> T take(int p0, Class<T> p1) throws java.io.IOException { throw null; }
    public java.nio.channels.Channel take(int p0) throws java.io.IOException { throw null; }
    public void close() { throw null; }
}
