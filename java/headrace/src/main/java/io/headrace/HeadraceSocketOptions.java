// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import io.headrace.nio.channel.EndpointChannel;
import java.net.SocketOption;
import java.nio.channels.NetworkChannel;
import java.util.Objects;
import java.util.Set;

/**
 * Socket options that Linux has and {@code java.nio} has no words for. Channels of {@link HeadraceSelectorProvider}
 * take them in {@code getOption} and {@code setOption}; {@link #of} lists those that a channel has. Its
 * {@code supportedOptions()} does not: that is as the JDK's. A channel that lacks an option throws an
 * UnsupportedOperationException. A value that the system refuses is a {@link java.net.SocketException} with its text:
 * for example {@code Operation not permitted}.
 *
 * <p>{@link RawSocketOption} is for options that are not here. {@code jdk.net.ExtendedSocketOptions} has
 * {@code TCP_QUICKACK}, the keep-alive times and {@code SO_INCOMING_NAPI_ID}, for Headrace too.
 *
 * <p>After each change a selector asks the system again whether the channel is ready.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/socket.7.html">socket(7)</a>
 * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
 * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
 */
public final class HeadraceSocketOptions {
    /**
     * Of a listener: how many connections that sent data with their first segment (TCP Fast Open, RFC 7413) may wait
     * for the rest of the handshake. 0 is none. The bit 2 of the setting {@code net.ipv4.tcp_fastopen} has to be on;
     * it is off by default. {@code tcp(7)}
     */
    public static final SocketOption<Integer> TCP_FASTOPEN = new Option<>("TCP_FASTOPEN", Integer.class);

    /**
     * Set before connect: the connection begins with the first write, whose data is sent with the first segment, if
     * the peer gave a cookie in an earlier connection. {@code connect} returns at once then. Until the first write
     * there is nothing to read. Bit 1 of {@code net.ipv4.tcp_fastopen}, on by default. {@code tcp(7)}
     */
    public static final SocketOption<Boolean> TCP_FASTOPEN_CONNECT =
            new Option<>("TCP_FASTOPEN_CONNECT", Boolean.class);

    /**
     * Of a listener: seconds for which a connection is kept from {@code accept} until its data comes. 0 is off. The
     * kernel rounds up to the time of a retransmission. {@code tcp(7)}
     */
    public static final SocketOption<Integer> TCP_DEFER_ACCEPT = new Option<>("TCP_DEFER_ACCEPT", Integer.class);

    /**
     * Milliseconds that data may stay unacknowledged before the connection is closed with ETIMEDOUT. 0 is the default
     * of the system. {@code tcp(7)}
     */
    public static final SocketOption<Integer> TCP_USER_TIMEOUT = new Option<>("TCP_USER_TIMEOUT", Integer.class);

    /**
     * A channel is ready to write while fewer bytes than this wait in the send buffer unsent. As an unsigned number:
     * -1 is without limit. {@code tcp(7)}
     */
    public static final SocketOption<Integer> TCP_NOTSENT_LOWAT = new Option<>("TCP_NOTSENT_LOWAT", Integer.class);

    /**
     * Send no partial segments while it is on, at most 200 ms long. {@code tcp(7)}
     */
    public static final SocketOption<Boolean> TCP_CORK = new Option<>("TCP_CORK", Boolean.class);

    /**
     * The algorithm of congestion control, such as {@code cubic}. The setting {@code
     * net.ipv4.tcp_allowed_congestion_control} lists what a process without privileges may use. {@code tcp(7)}
     */
    public static final SocketOption<String> TCP_CONGESTION = new Option<>("TCP_CONGESTION", String.class);

    /**
     * What the kernel knows of the connection. Read-only. {@code tcp(7)}
     */
    public static final SocketOption<TcpInfo> TCP_INFO = new Option<>("TCP_INFO", TcpInfo.class);

    /**
     * Lets the channel bind to an address that the host does not have, or not yet. {@code ip(7)}
     */
    public static final SocketOption<Boolean> IP_FREEBIND = new Option<>("IP_FREEBIND", Boolean.class);

    /**
     * Lets the channel bind to addresses of others, and receive what is routed to them (TPROXY). Needs CAP_NET_ADMIN.
     * {@code ip(7)}
     */
    public static final SocketOption<Boolean> IP_TRANSPARENT = new Option<>("IP_TRANSPARENT", Boolean.class);

    /**
     * Tells with each datagram to which local address it was sent. {@code ip(7)}
     */
    public static final SocketOption<Boolean> IP_PKTINFO = new Option<>("IP_PKTINFO", Boolean.class);

    /**
     * Tells with each datagram its original destination, address and port. {@code ip(7)}
     */
    public static final SocketOption<Boolean> IP_RECVORIGDSTADDR = new Option<>("IP_RECVORIGDSTADDR", Boolean.class);

    /**
     * Tells with each datagram its TOS byte, which holds the bits of ECN. {@code ip(7)}
     */
    public static final SocketOption<Boolean> IP_RECVTOS = new Option<>("IP_RECVTOS", Boolean.class);

    /**
     * How the path MTU is found. {@code ip(7)}
     */
    public static final SocketOption<PathMtuDiscovery> IP_MTU_DISCOVER =
            new Option<>("IP_MTU_DISCOVER", PathMtuDiscovery.class);

    /**
     * The path MTU that is known, in bytes. Read-only, and only of a connected channel. {@code ip(7)}
     */
    public static final SocketOption<Integer> IP_MTU = new Option<>("IP_MTU", Integer.class);

    /**
     * Tells with each datagram when the kernel received it. {@code socket(7)}
     */
    public static final SocketOption<Boolean> SO_TIMESTAMPNS = new Option<>("SO_TIMESTAMPNS", Boolean.class);

    /**
     * Tells with each datagram how many were dropped before it because the receive buffer was full. {@code socket(7)}
     */
    public static final SocketOption<Boolean> SO_RXQ_OVFL = new Option<>("SO_RXQ_OVFL", Boolean.class);

    /**
     * Microseconds for which a blocking receive polls the device. More than the setting {@code net.core.busy_read}
     * needs CAP_NET_ADMIN. {@code socket(7)}
     */
    public static final SocketOption<Integer> SO_BUSY_POLL = new Option<>("SO_BUSY_POLL", Integer.class);

    /**
     * The CPU that handled the last packet. Set on one of several listeners of a port (SO_REUSEPORT), it prefers
     * connections that this CPU handles. -1 is none. {@code socket(7)}
     */
    public static final SocketOption<Integer> SO_INCOMING_CPU = new Option<>("SO_INCOMING_CPU", Integer.class);

    /**
     * A mark on each packet, for routing and filters. Needs CAP_NET_ADMIN or CAP_NET_RAW. {@code socket(7)}
     */
    public static final SocketOption<Integer> SO_MARK = new Option<>("SO_MARK", Integer.class);

    /**
     * The interface that the channel is bound to, at most 15 bytes; empty is none. {@code socket(7)}
     */
    public static final SocketOption<String> SO_BINDTODEVICE = new Option<>("SO_BINDTODEVICE", String.class);

    /**
     * Bytes a second that the channel may send at most; -1 is without limit. {@code socket(7)}
     */
    public static final SocketOption<Long> SO_MAX_PACING_RATE = new Option<>("SO_MAX_PACING_RATE", Long.class);

    /**
     * Chooses among the channels that share a port (SO_REUSEPORT) the one that gets a connection or datagram: the
     * index that the program returns, in the order in which they were bound. Set it on any of them. Write-only. {@code
     * socket(7)}
     */
    public static final SocketOption<BpfProgram> SO_ATTACH_REUSEPORT_CBPF =
            new Option<>("SO_ATTACH_REUSEPORT_CBPF", BpfProgram.class);

    /**
     * A channel is ready to read when so many bytes have come, or the end. {@code socket(7)}
     */
    public static final SocketOption<Integer> SO_RCVLOWAT = new Option<>("SO_RCVLOWAT", Integer.class);

    /**
     * Who the peer of a Unix domain channel is, with its process. Read-only. {@code jdk.net.ExtendedSocketOptions} has
     * an option of the same name, whose value has no process. {@code unix(7)}
     */
    public static final SocketOption<PeerCredentials> SO_PEERCRED = new Option<>("SO_PEERCRED", PeerCredentials.class);

    private HeadraceSocketOptions() {}

    private static final class Option<T> implements SocketOption<T> {
        private final String name;
        private final Class<T> type;

        Option(String name, Class<T> type) {
            this.name = name;
            this.type = type;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Class<T> type() {
            return type;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * Those that the channel has on this system. Empty for a channel of another provider. Any thread may call.
     */
    public static Set<SocketOption<?>> of(NetworkChannel channel) {
        Objects.requireNonNull(channel, "channel");
        return channel instanceof EndpointChannel own ? own.addedOptions() : Set.of();
    }
}
