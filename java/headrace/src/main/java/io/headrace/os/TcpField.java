// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.lang.annotation.Native;

/** The fields of {@link Sockets#tcpInfo}, with the numbers of {@code native/include/hr_socket.h}. */
public final class TcpField {
    @Native
    public static final int STATE = 0;

    @Native
    public static final int CA_STATE = 1;

    @Native
    public static final int RETRANSMITS = 2;

    @Native
    public static final int RTO = 3;

    @Native
    public static final int SND_MSS = 4;

    @Native
    public static final int RCV_MSS = 5;

    @Native
    public static final int UNACKED = 6;

    @Native
    public static final int SACKED = 7;

    @Native
    public static final int LOST = 8;

    @Native
    public static final int RETRANS = 9;

    @Native
    public static final int PMTU = 10;

    @Native
    public static final int RTT = 11;

    @Native
    public static final int RTTVAR = 12;

    @Native
    public static final int SND_SSTHRESH = 13;

    @Native
    public static final int SND_CWND = 14;

    @Native
    public static final int RCV_RTT = 15;

    @Native
    public static final int RCV_SPACE = 16;

    @Native
    public static final int TOTAL_RETRANS = 17;

    @Native
    public static final int PACING_RATE = 18;

    @Native
    public static final int MAX_PACING_RATE = 19;

    @Native
    public static final int BYTES_ACKED = 20;

    @Native
    public static final int BYTES_RECEIVED = 21;

    @Native
    public static final int SEGS_OUT = 22;

    @Native
    public static final int SEGS_IN = 23;

    @Native
    public static final int NOTSENT_BYTES = 24;

    @Native
    public static final int MIN_RTT = 25;

    @Native
    public static final int DELIVERY_RATE = 26;

    @Native
    public static final int BUSY_TIME = 27;

    @Native
    public static final int RWND_LIMITED = 28;

    @Native
    public static final int SNDBUF_LIMITED = 29;

    @Native
    public static final int DELIVERED = 30;

    @Native
    public static final int DELIVERED_CE = 31;

    @Native
    public static final int BYTES_SENT = 32;

    @Native
    public static final int BYTES_RETRANS = 33;

    @Native
    public static final int SND_WND = 34;

    /** How many there are. */
    @Native
    public static final int COUNT = 35;

    private TcpField() {}
}
