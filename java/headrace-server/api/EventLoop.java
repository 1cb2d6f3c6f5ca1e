// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

public final class EventLoop implements AutoCloseable, java.util.concurrent.Executor {
    private EventLoop() { super(); }
    public boolean inLoop() { throw null; }
    public boolean isStopped() { throw null; }
    public boolean stop(java.time.Duration p0) throws InterruptedException { throw null; }
    public LoopTimer timer(Runnable p0) { throw null; }
    public Registration register(java.nio.channels.SelectableChannel p0,
            int p1,
            ChannelHandler p2)
            throws java.io.IOException { throw null; }
    public String toString() { throw null; }
    public static EventLoop.Builder builder() { throw null; }
    public void close() { throw null; }
    public void execute(Runnable p0) { throw null; }
    public static final class Builder {
        private Builder() { super(); }
        public EventLoop start() throws java.io.IOException { throw null; }
        public EventLoop.Builder edge() { throw null; }
        public EventLoop.Builder name(String p0) { throw null; }
        public EventLoop.Builder onBlocked(java.time.Duration p0, BlockedListener p1) { throw null; }
        public EventLoop.Builder onError(ErrorListener p0) { throw null; }
        public EventLoop.Builder provider(java.nio.channels.spi.SelectorProvider p0) { throw null; }
        public EventLoop.Builder threads(java.util.concurrent.ThreadFactory p0) { throw null; }
    }
}
