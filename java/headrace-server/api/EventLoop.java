// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

public final class EventLoop implements AutoCloseable, java.util.concurrent.Executor {
    private EventLoop() { super(); }
    public boolean inLoop() { throw null; }
    public boolean isStopped() { throw null; }
    public boolean stop(java.time.Duration p0) throws InterruptedException { throw null; }
    public io.headrace.server.LoopTimer timer(Runnable p0) { throw null; }
    public io.headrace.server.Registration register(java.nio.channels.SelectableChannel p0,
            int p1,
            io.headrace.server.ChannelHandler p2)
            throws java.io.IOException { throw null; }
    public String toString() { throw null; }
    public static io.headrace.server.EventLoop.Builder builder() { throw null; }
    public void close() { throw null; }
    public void execute(Runnable p0) { throw null; }
    public static final class Builder {
        private Builder() { super(); }
        public io.headrace.server.EventLoop start() throws java.io.IOException { throw null; }
        public io.headrace.server.EventLoop.Builder edge() { throw null; }
        public io.headrace.server.EventLoop.Builder name(String p0) { throw null; }
        public io.headrace.server.EventLoop.Builder onBlocked(java.time.Duration p0,
                io.headrace.server.BlockedListener p1) { throw null; }
        public io.headrace.server.EventLoop.Builder onError(io.headrace.server.ErrorListener p0) { throw null; }
        public io.headrace.server.EventLoop.Builder provider(java.nio.channels.spi.SelectorProvider p0) { throw null; }
        public io.headrace.server.EventLoop.Builder threads(java.util.concurrent.ThreadFactory p0) { throw null; }
    }
}
