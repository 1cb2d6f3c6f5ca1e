// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

public final class EventLoops implements AutoCloseable {
    private EventLoops() { super(); }
    public boolean stop(java.time.Duration p0) throws InterruptedException { throw null; }
    public EventLoop next() { throw null; }
    public Registration register(java.nio.channels.SelectableChannel p0,
            int p1,
            ChannelHandler p2)
            throws java.io.IOException { throw null; }
    public java.util.List<EventLoop> all() { throw null; }
    public static EventLoops start(int p0, EventLoop.Builder p1) throws java.io.IOException { throw null; }
    public void close() { throw null; }
}
