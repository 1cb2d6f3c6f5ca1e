// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

public final class Endpoint {
    private Endpoint() { super(); }
    public String toString() { throw null; }
    public static Endpoint tcp(java.net.InetSocketAddress p0) { throw null; }
    public static Endpoint udp(java.net.InetSocketAddress p0) { throw null; }
    public static Endpoint unix(java.nio.file.Path p0) { throw null; }
    public static Endpoint unixDatagram(java.nio.file.Path p0) { throw null; }
}
