// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.lang.annotation.Native;

/** Socket options, with the numbers of {@code native/include/hr_socket.h}. */
public final class OptionNumber {
    @Native
    public static final int SO_SNDBUF = 1;

    @Native
    public static final int SO_RCVBUF = 2;

    @Native
    public static final int SO_KEEPALIVE = 3;

    @Native
    public static final int SO_REUSEADDR = 4;

    @Native
    public static final int SO_REUSEPORT = 5;

    @Native
    public static final int SO_LINGER = 6;

    @Native
    public static final int SO_OOBINLINE = 7;

    @Native
    public static final int TCP_NODELAY = 8;

    @Native
    public static final int IP_TOS = 9;

    @Native
    public static final int TCP_KEEPIDLE = 10;

    @Native
    public static final int TCP_KEEPINTERVAL = 11;

    @Native
    public static final int TCP_KEEPCOUNT = 12;

    @Native
    public static final int TCP_QUICKACK = 13;

    @Native
    public static final int SO_INCOMING_NAPI_ID = 14;

    @Native
    public static final int SO_BROADCAST = 15;

    /** The index of an interface, 0 for none. */
    @Native
    public static final int IP_MULTICAST_IF = 16;

    @Native
    public static final int IP_MULTICAST_TTL = 17;

    @Native
    public static final int IP_MULTICAST_LOOP = 18;

    @Native
    public static final int IP_DONTFRAGMENT = 19;

    @Native
    public static final int TCP_FASTOPEN = 20;

    @Native
    public static final int TCP_FASTOPEN_CONNECT = 21;

    @Native
    public static final int TCP_DEFER_ACCEPT = 22;

    @Native
    public static final int TCP_USER_TIMEOUT = 23;

    @Native
    public static final int TCP_NOTSENT_LOWAT = 24;

    @Native
    public static final int TCP_CORK = 25;

    @Native
    public static final int TCP_CONGESTION = 26;

    @Native
    public static final int IP_FREEBIND = 27;

    @Native
    public static final int IP_TRANSPARENT = 28;

    @Native
    public static final int IP_PKTINFO = 29;

    @Native
    public static final int IP_RECVORIGDSTADDR = 30;

    @Native
    public static final int IP_RECVTOS = 31;

    @Native
    public static final int IP_MTU_DISCOVER = 32;

    @Native
    public static final int IP_MTU = 33;

    @Native
    public static final int SO_TIMESTAMPNS = 34;

    @Native
    public static final int SO_RXQ_OVFL = 35;

    @Native
    public static final int SO_BUSY_POLL = 36;

    @Native
    public static final int SO_INCOMING_CPU = 37;

    @Native
    public static final int SO_MARK = 38;

    @Native
    public static final int SO_BINDTODEVICE = 39;

    @Native
    public static final int SO_MAX_PACING_RATE = 40;

    @Native
    public static final int SO_ATTACH_REUSEPORT_CBPF = 41;

    @Native
    public static final int SO_RCVLOWAT = 42;

    private OptionNumber() {}
}
