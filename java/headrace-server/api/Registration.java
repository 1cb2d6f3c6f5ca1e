// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

public final class Registration {
    private Registration() { super(); }
    public boolean isOpen() { throw null; }
    public int ops() { throw null; }
    public EventLoop loop() { throw null; }
    public String toString() { throw null; }
    public java.nio.channels.SelectableChannel channel() { throw null; }
    public void close() { throw null; }
    public void ops(int p0) { throw null; }
    public void unregister() { throw null; }
}
