// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

public final class EventLoops implements AutoCloseable {
    private EventLoops() { super(); }
    public boolean stop(java.time.Duration p0) throws InterruptedException { throw null; }
    public io.headrace.server.EventLoop next() { throw null; }
    public io.headrace.server.Registration register(java.nio.channels.SelectableChannel p0,
            int p1,
            io.headrace.server.ChannelHandler p2)
            throws java.io.IOException { throw null; }
    public java.util.List<io.headrace.server.EventLoop> all() { throw null; }
    public static io.headrace.server.EventLoops start(int p0,
            io.headrace.server.EventLoop.Builder p1)
            throws java.io.IOException { throw null; }
    public void close() { throw null; }
}
