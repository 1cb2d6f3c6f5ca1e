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

    private OptionNumber() {}
}
