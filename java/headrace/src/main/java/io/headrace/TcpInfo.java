// SPDX-License-Identifier: Apache-2.0
package io.headrace;

/**
 * What the kernel knows of a TCP connection: the value of {@link HeadraceSocketOptions#TCP_INFO}. The components have
 * the names of {@code struct tcp_info}. A component is -1 if this kernel does not tell it. Counters begin with the
 * connection. The values are of one moment.
 *
 * <p>Leave it to Headrace to create it: later versions may add components.
 *
 * @param state state of the connection, as RFC 9293 names it
 * @param congestionState congestion state of the kernel: 0 open, 1 disorder, 2 CWR, 3 recovery, 4 loss
 * @param retransmits retransmission timeouts in a row without an acknowledgement
 * @param rtoMicros retransmission timeout, in microseconds
 * @param sndMss maximum segment size for sending, in bytes
 * @param rcvMss the same for receiving, as the kernel estimates it
 * @param unacked segments that were sent and not acknowledged. Of a listener: connections that wait to be accepted
 * @param sacked segments that were acknowledged out of order. Of a listener: the length of its queue
 * @param lost segments that are held to be lost
 * @param retrans segments that were sent again and are not acknowledged yet
 * @param pmtu path MTU, in bytes
 * @param rttMicros smoothed round-trip time, in microseconds
 * @param rttVarMicros its mean deviation, in microseconds
 * @param sndSsthresh slow start threshold, in segments
 * @param sndCwnd congestion window, in segments
 * @param rcvRttMicros round-trip time as the receiver estimates it, in microseconds
 * @param rcvSpace bytes that the receiver makes room for in a round-trip time
 * @param totalRetrans segments that were sent again, since the connection began
 * @param pacingRate bytes a second
 * @param maxPacingRate the most that {@link HeadraceSocketOptions#SO_MAX_PACING_RATE} allows, in bytes a second;
 *     Long.MAX_VALUE is without limit
 * @param bytesAcked bytes that the peer has acknowledged
 * @param bytesReceived bytes received in order
 * @param segsOut segments sent
 * @param segsIn segments received
 * @param notsentBytes bytes in the send buffer that were not sent yet
 * @param minRttMicros least round-trip time, in microseconds
 * @param deliveryRate bytes a second that were delivered lately
 * @param busyMicros time with data to send, in microseconds
 * @param rwndLimitedMicros time in which the window of the receiver was too small, in microseconds
 * @param sndbufLimitedMicros time in which the send buffer was too small, in microseconds
 * @param delivered segments delivered
 * @param deliveredCe segments delivered that came with the mark of congestion (ECN)
 * @param bytesSent bytes of payload sent, those that were sent again too
 * @param bytesRetrans bytes of payload sent again
 * @param sndWnd window that the peer advertises, in bytes
 * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">TCP_INFO in tcp(7)</a>
 */
public record TcpInfo(
        State state,
        long congestionState,
        long retransmits,
        long rtoMicros,
        long sndMss,
        long rcvMss,
        long unacked,
        long sacked,
        long lost,
        long retrans,
        long pmtu,
        long rttMicros,
        long rttVarMicros,
        long sndSsthresh,
        long sndCwnd,
        long rcvRttMicros,
        long rcvSpace,
        long totalRetrans,
        long pacingRate,
        long maxPacingRate,
        long bytesAcked,
        long bytesReceived,
        long segsOut,
        long segsIn,
        long notsentBytes,
        long minRttMicros,
        long deliveryRate,
        long busyMicros,
        long rwndLimitedMicros,
        long sndbufLimitedMicros,
        long delivered,
        long deliveredCe,
        long bytesSent,
        long bytesRetrans,
        long sndWnd) {

    /** The states of a connection, in the order of the kernel's numbers. */
    public enum State {
        /** A number that has no name here. */
        UNKNOWN,
        /** Open in both directions. */
        ESTABLISHED,
        /** This side has asked to connect. */
        SYN_SENT,
        /** The peer has asked to connect. */
        SYN_RECV,
        /** This side has closed, the peer has not confirmed it. */
        FIN_WAIT1,
        /** This side has closed and waits for the peer to close. */
        FIN_WAIT2,
        /** Over, kept for late segments. */
        TIME_WAIT,
        /** Not connected, or no longer. */
        CLOSE,
        /** The peer has closed. */
        CLOSE_WAIT,
        /** Both have closed, the peer first. */
        LAST_ACK,
        /** A listener. */
        LISTEN,
        /** Both have closed at the same time. */
        CLOSING,
        /** A request that is not complete. */
        NEW_SYN_RECV;

        private static final State[] ALL = values();

        /** By the kernel's number. */
        public static State numbered(long number) {
            return number >= 0 && number < ALL.length ? ALL[(int) number] : UNKNOWN;
        }
    }
}
