// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.os.Borrowed;
import io.headrace.os.OptionNumber;
import io.headrace.os.OsError;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The socket options of a kind of channel: a row each. Immutable; any thread may use it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/socket.7.html">socket(7)</a>
 * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
 */
public final class OptionTable {
    /** What a value may be, and the number that the system takes for it. */
    enum Values {
        FLAG(0, 1),
        SIZE(0, Integer.MAX_VALUE),
        BYTE(0, 255),
        NUMBER(Integer.MIN_VALUE, Integer.MAX_VALUE),
        /** Negative is off; more than the system's longest is that. */
        LINGER(Integer.MIN_VALUE, Integer.MAX_VALUE),
        READ_ONLY(Integer.MIN_VALUE, Integer.MAX_VALUE),
        /** By its index; 0 is none. */
        INTERFACE(0, Integer.MAX_VALUE),
        /** Who the peer is, as {@link ExtendedOptions} makes it. */
        PRINCIPAL(0, 0);

        private static final int LONGEST_LINGER = 65535;

        private final int least;
        private final int most;

        Values(int least, int most) {
            this.least = least;
            this.most = most;
        }

        int number(SocketOption<?> option, Object value) throws SocketException {
            if (this == READ_ONLY || this == PRINCIPAL) {
                throw new SocketException("Attempt to set read only option " + option.name());
            }
            int number = plain(value);
            if (number < least || number > most) {
                throw new IllegalArgumentException(
                        "Invalid value " + value + " for " + option.name() + ", allowed are " + least + " to " + most);
            }
            return this == LINGER ? Math.max(-1, Math.min(number, LONGEST_LINGER)) : number;
        }

        private static int plain(Object value) {
            if (value instanceof Boolean flag) {
                return flag ? 1 : 0;
            }
            return value instanceof NetworkInterface networkInterface ? networkInterface.getIndex() : (Integer) value;
        }

        Object value(int number) throws SocketException {
            return switch (this) {
                case FLAG -> number != 0;
                case INTERFACE -> number == 0 ? null : NetworkInterface.getByIndex(number);
                default -> number;
            };
        }
    }

    /** An option, its number in the seam, and how its value is written there. */
    public record Row(SocketOption<?> option, int number, Values values) {
        void ensureType(Object value) {
            if (!option.type().isInstance(value)) {
                throw new IllegalArgumentException("Invalid value " + value + " for " + option.name()
                        + ", allowed is a " + option.type().getSimpleName());
            }
        }
    }

    /** The JDK's channels have it under a name that it exports to nobody. */
    public static final Row OOB_INLINE =
            new Row(new UnlistedOption<>("SO_OOBINLINE", Boolean.class), OptionNumber.SO_OOBINLINE, Values.FLAG);

    /** Not a record: the first hash of one costs a JVM that starts tens of milliseconds. */
    private static final class UnlistedOption<T> implements SocketOption<T> {
        private final String name;
        private final Class<T> type;

        UnlistedOption(String name, Class<T> type) {
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

    private static final List<Row> CLIENT_ROWS = List.of(
            new Row(StandardSocketOptions.SO_SNDBUF, OptionNumber.SO_SNDBUF, Values.SIZE),
            new Row(StandardSocketOptions.SO_RCVBUF, OptionNumber.SO_RCVBUF, Values.SIZE),
            new Row(StandardSocketOptions.SO_KEEPALIVE, OptionNumber.SO_KEEPALIVE, Values.FLAG),
            new Row(StandardSocketOptions.SO_REUSEADDR, OptionNumber.SO_REUSEADDR, Values.FLAG),
            new Row(StandardSocketOptions.SO_REUSEPORT, OptionNumber.SO_REUSEPORT, Values.FLAG),
            new Row(StandardSocketOptions.SO_LINGER, OptionNumber.SO_LINGER, Values.LINGER),
            new Row(StandardSocketOptions.TCP_NODELAY, OptionNumber.TCP_NODELAY, Values.FLAG),
            new Row(StandardSocketOptions.IP_TOS, OptionNumber.IP_TOS, Values.BYTE),
            OOB_INLINE);

    private static final List<Row> SERVER_ROWS = List.of(
            new Row(StandardSocketOptions.SO_RCVBUF, OptionNumber.SO_RCVBUF, Values.SIZE),
            new Row(StandardSocketOptions.SO_REUSEADDR, OptionNumber.SO_REUSEADDR, Values.FLAG),
            new Row(StandardSocketOptions.SO_REUSEPORT, OptionNumber.SO_REUSEPORT, Values.FLAG));

    private static final List<Row> DATAGRAM_ROWS = List.of(
            new Row(StandardSocketOptions.SO_SNDBUF, OptionNumber.SO_SNDBUF, Values.SIZE),
            new Row(StandardSocketOptions.SO_RCVBUF, OptionNumber.SO_RCVBUF, Values.SIZE),
            new Row(StandardSocketOptions.SO_REUSEADDR, OptionNumber.SO_REUSEADDR, Values.FLAG),
            new Row(StandardSocketOptions.SO_REUSEPORT, OptionNumber.SO_REUSEPORT, Values.FLAG),
            new Row(StandardSocketOptions.SO_BROADCAST, OptionNumber.SO_BROADCAST, Values.FLAG),
            new Row(StandardSocketOptions.IP_TOS, OptionNumber.IP_TOS, Values.BYTE),
            new Row(StandardSocketOptions.IP_MULTICAST_IF, OptionNumber.IP_MULTICAST_IF, Values.INTERFACE),
            new Row(StandardSocketOptions.IP_MULTICAST_TTL, OptionNumber.IP_MULTICAST_TTL, Values.BYTE),
            new Row(StandardSocketOptions.IP_MULTICAST_LOOP, OptionNumber.IP_MULTICAST_LOOP, Values.FLAG));

    private static final List<Row> UNIX_CLIENT_ROWS = List.of(
            new Row(StandardSocketOptions.SO_SNDBUF, OptionNumber.SO_SNDBUF, Values.SIZE),
            new Row(StandardSocketOptions.SO_RCVBUF, OptionNumber.SO_RCVBUF, Values.SIZE),
            new Row(StandardSocketOptions.SO_LINGER, OptionNumber.SO_LINGER, Values.LINGER));

    private static final List<Row> UNIX_SERVER_ROWS =
            List.of(new Row(StandardSocketOptions.SO_RCVBUF, OptionNumber.SO_RCVBUF, Values.SIZE));

    /** The kinds of channel, each with its table, made at the first channel of the kind. */
    public enum Of {
        CLIENTS(CLIENT_ROWS),
        LISTENERS(SERVER_ROWS),
        DATAGRAMS(DATAGRAM_ROWS),
        UNIX_CLIENTS(UNIX_CLIENT_ROWS),
        UNIX_LISTENERS(UNIX_SERVER_ROWS);

        private final List<Row> rows;
        private volatile OptionTable table;

        Of(List<Row> rows) {
            this.rows = rows;
        }

        public OptionTable table(Sockets sockets) {
            OptionTable known = table;
            if (known == null) {
                table = known = new OptionTable(sockets, rows, extended());
            }
            return known;
        }

        private List<Row> extended() {
            return switch (this) {
                case CLIENTS, LISTENERS -> ExtendedOptions.rows();
                case DATAGRAMS -> ExtendedOptions.datagramRows();
                case UNIX_CLIENTS -> ExtendedOptions.unixRows();
                case UNIX_LISTENERS -> List.of();
            };
        }
    }

    private static final long NO_SOCKET = -1;

    /** Of an option, or the two ids of a peer. */
    private static final int VALUE = 2 * Integer.BYTES;

    private final Map<SocketOption<?>, Row> rows;

    private OptionTable(Sockets sockets, List<Row> wanted, List<Row> extended) {
        Map<SocketOption<?>, Row> here = new LinkedHashMap<>();
        List<Row> all = new ArrayList<>(wanted);
        all.addAll(extended);
        try (Borrowed value = sockets.memory().borrow(VALUE)) {
            for (Row row : all) {
                long answer = ask(sockets, NO_SOCKET, Sockets.INET4, row, value.bytes());
                if (OsError.kind(answer) != OsError.UNSUPPORTED) {
                    here.put(row.option, row);
                }
            }
        }
        rows = Collections.unmodifiableMap(here);
    }

    public Set<SocketOption<?>> supported() {
        return rows.keySet();
    }

    private Row row(SocketOption<?> option) {
        Row row = rows.get(Objects.requireNonNull(option));
        if (row == null) {
            throw new UnsupportedOperationException("'" + option + "' not supported, supported are " + rows.keySet());
        }
        return row;
    }

    public <T> T get(Endpoint endpoint, int family, SocketOption<T> name) throws IOException {
        return name.type().cast(get(endpoint, family, row(name)));
    }

    public void set(Endpoint endpoint, int family, SocketOption<?> name, Object value) throws IOException {
        set(endpoint, family, row(name), value);
    }

    public static Object get(Endpoint endpoint, int family, Row row) throws IOException {
        endpoint.enter();
        try {
            return get(endpoint.sockets, endpoint.descriptor(), family, row);
        } finally {
            endpoint.handle.leave();
        }
    }

    private static Object get(Sockets sockets, long descriptor, int family, Row row) throws IOException {
        try (Borrowed memory = sockets.memory().borrow(VALUE)) {
            ByteBuffer value = memory.bytes();
            long result = ask(sockets, descriptor, family, row, value);
            if (row.values != Values.PRINCIPAL) {
                OsError.check(sockets, result);
                return row.values.value(value.getInt(0));
            }
            if (result < 0) {
                // A ConnectException of any other option.
                throw new SocketException(OsError.text(sockets, result));
            }
            return ExtendedOptions.principal(sockets, value.getInt(0), value.getInt(Integer.BYTES));
        }
    }

    private static long ask(Sockets sockets, long descriptor, int family, Row row, ByteBuffer value) {
        return row.values == Values.PRINCIPAL
                ? sockets.peerIds(descriptor, value)
                : sockets.getOption(descriptor, family, row.number, value);
    }

    public static void set(Endpoint endpoint, int family, Row row, Object value) throws IOException {
        row.ensureType(value);
        endpoint.enter();
        try {
            int number = row.values.number(row.option, value);
            if (row.values == Values.INTERFACE && family == Sockets.INET4) {
                Inet.ensureIpv4((NetworkInterface) value);
            }
            Sockets sockets = endpoint.sockets;
            OsError.check(sockets, sockets.setOption(endpoint.descriptor(), family, row.number, number));
        } finally {
            endpoint.handle.leave();
        }
        endpoint.readiness.doubtful(Poller.READ);
        endpoint.readiness.doubtful(Poller.WRITE);
    }
}
