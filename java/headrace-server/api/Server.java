// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

public final class Server implements AutoCloseable {
    private Server() { super(); }
    public boolean handleOne(java.time.Duration p0) throws InterruptedException { throw null; }
    public boolean shutdown(java.time.Duration p0) throws InterruptedException { throw null; }
    public ServerMXBean statistics() { throw null; }
    public java.net.SocketAddress address() throws java.io.IOException { throw null; }
    public static Server.Builder builder(Endpoint p0) { throw null; }
    public void close() { throw null; }
    public void serveForever() throws InterruptedException { throw null; }
    public void start() { throw null; }
    public static final class Builder {
        private Builder() { super(); }
        public Server open() throws java.io.IOException { throw null; }
        public Server.Builder backlog(int p0) { throw null; }
        public Server.Builder datagramHandler(java.util.function.Supplier<? extends DatagramHandler> p0) { throw null; }
        public Server.Builder handler(java.util.function.Supplier<? extends StreamHandler> p0) { throw null; }
        public Server.Builder idleTime(java.time.Duration p0) { throw null; }
        public Server.Builder lingerTime(java.time.Duration p0) { throw null; }
        public Server.Builder loops(int p0) { throw null; }
        public Server.Builder maxConnections(int p0) { throw null; }
        public Server.Builder maxPendingBytes(int p0) { throw null; }
        public Server.Builder maxRequestBytes(int p0) { throw null; }
        public Server.Builder mxBean(String p0) { throw null; }
        public Server.Builder name(String p0) { throw null; }
        public Server.Builder onError(ErrorListener p0) { throw null; }
        public Server.Builder provider(java.nio.channels.spi.SelectorProvider p0) { throw null; }
        public Server.Builder serving(Serving p0) { throw null; }
    }
}
