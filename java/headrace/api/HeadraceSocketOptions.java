// SPDX-License-Identifier: Apache-2.0
package io.headrace;

public final class HeadraceSocketOptions {
    public static final java.net.SocketOption<Boolean> IP_FREEBIND = (java.net.SocketOption) null;
    public static final java.net.SocketOption<Integer> IP_MTU = (java.net.SocketOption) null;
    public static final java.net.SocketOption<PathMtuDiscovery> IP_MTU_DISCOVER = (java.net.SocketOption) null;
    public static final java.net.SocketOption<Boolean> IP_PKTINFO = (java.net.SocketOption) null;
    public static final java.net.SocketOption<Boolean> IP_RECVORIGDSTADDR = (java.net.SocketOption) null;
    public static final java.net.SocketOption<Boolean> IP_RECVTOS = (java.net.SocketOption) null;
    public static final java.net.SocketOption<Boolean> IP_TRANSPARENT = (java.net.SocketOption) null;
    public static final java.net.SocketOption<BpfProgram> SO_ATTACH_REUSEPORT_CBPF = (java.net.SocketOption) null;
    public static final java.net.SocketOption<String> SO_BINDTODEVICE = (java.net.SocketOption) null;
    public static final java.net.SocketOption<Integer> SO_BUSY_POLL = (java.net.SocketOption) null;
    public static final java.net.SocketOption<Integer> SO_INCOMING_CPU = (java.net.SocketOption) null;
    public static final java.net.SocketOption<Integer> SO_MARK = (java.net.SocketOption) null;
    public static final java.net.SocketOption<Long> SO_MAX_PACING_RATE = (java.net.SocketOption) null;
    public static final java.net.SocketOption<PeerCredentials> SO_PEERCRED = (java.net.SocketOption) null;
    public static final java.net.SocketOption<Integer> SO_RCVLOWAT = (java.net.SocketOption) null;
    public static final java.net.SocketOption<Boolean> SO_RXQ_OVFL = (java.net.SocketOption) null;
    public static final java.net.SocketOption<Boolean> SO_TIMESTAMPNS = (java.net.SocketOption) null;
    public static final java.net.SocketOption<String> TCP_CONGESTION = (java.net.SocketOption) null;
    public static final java.net.SocketOption<Boolean> TCP_CORK = (java.net.SocketOption) null;
    public static final java.net.SocketOption<Integer> TCP_DEFER_ACCEPT = (java.net.SocketOption) null;
    public static final java.net.SocketOption<Integer> TCP_FASTOPEN = (java.net.SocketOption) null;
    public static final java.net.SocketOption<Boolean> TCP_FASTOPEN_CONNECT = (java.net.SocketOption) null;
    public static final java.net.SocketOption<TcpInfo> TCP_INFO = (java.net.SocketOption) null;
    public static final java.net.SocketOption<Integer> TCP_NOTSENT_LOWAT = (java.net.SocketOption) null;
    public static final java.net.SocketOption<Integer> TCP_USER_TIMEOUT = (java.net.SocketOption) null;
    private HeadraceSocketOptions() { super(); }
    public static java.util.Set<java.net.SocketOption<?>> of(java.nio.channels.NetworkChannel p0) { throw null; }
}
