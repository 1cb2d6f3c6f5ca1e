// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.RawSocketOption;
import io.headrace.os.Borrowed;
import io.headrace.os.OptionNumber;
import io.headrace.os.OsError;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
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
    /** An option, its number in the seam, and how its value is written there. Raw options have no number. */
    public record Row(SocketOption<?> option, int number, OptionForm form) {
        void ensureType(Object value) {
            if (!option.type().isInstance(value)) {
                throw new IllegalArgumentException("Invalid value " + value + " for " + option.name()
                        + ", allowed is a " + option.type().getSimpleName());
            }
        }
    }

    /** The JDK's channels have it under a name that it exports to nobody. */
    public static final Row OOB_INLINE =
            new Row(new UnlistedOption<>("SO_OOBINLINE", Boolean.class), OptionNumber.SO_OOBINLINE, NumberForm.FLAG);

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
            new Row(StandardSocketOptions.SO_SNDBUF, OptionNumber.SO_SNDBUF, NumberForm.SIZE),
            new Row(StandardSocketOptions.SO_RCVBUF, OptionNumber.SO_RCVBUF, NumberForm.SIZE),
            new Row(StandardSocketOptions.SO_KEEPALIVE, OptionNumber.SO_KEEPALIVE, NumberForm.FLAG),
            new Row(StandardSocketOptions.SO_REUSEADDR, OptionNumber.SO_REUSEADDR, NumberForm.FLAG),
            new Row(StandardSocketOptions.SO_REUSEPORT, OptionNumber.SO_REUSEPORT, NumberForm.FLAG),
            new Row(StandardSocketOptions.SO_LINGER, OptionNumber.SO_LINGER, NumberForm.LINGER),
            new Row(StandardSocketOptions.TCP_NODELAY, OptionNumber.TCP_NODELAY, NumberForm.FLAG),
            new Row(StandardSocketOptions.IP_TOS, OptionNumber.IP_TOS, NumberForm.BYTE),
            OOB_INLINE);

    private static final List<Row> SERVER_ROWS = List.of(
            new Row(StandardSocketOptions.SO_RCVBUF, OptionNumber.SO_RCVBUF, NumberForm.SIZE),
            new Row(StandardSocketOptions.SO_REUSEADDR, OptionNumber.SO_REUSEADDR, NumberForm.FLAG),
            new Row(StandardSocketOptions.SO_REUSEPORT, OptionNumber.SO_REUSEPORT, NumberForm.FLAG));

    private static final List<Row> DATAGRAM_ROWS = List.of(
            new Row(StandardSocketOptions.SO_SNDBUF, OptionNumber.SO_SNDBUF, NumberForm.SIZE),
            new Row(StandardSocketOptions.SO_RCVBUF, OptionNumber.SO_RCVBUF, NumberForm.SIZE),
            new Row(StandardSocketOptions.SO_REUSEADDR, OptionNumber.SO_REUSEADDR, NumberForm.FLAG),
            new Row(StandardSocketOptions.SO_REUSEPORT, OptionNumber.SO_REUSEPORT, NumberForm.FLAG),
            new Row(StandardSocketOptions.SO_BROADCAST, OptionNumber.SO_BROADCAST, NumberForm.FLAG),
            new Row(StandardSocketOptions.IP_TOS, OptionNumber.IP_TOS, NumberForm.BYTE),
            new Row(StandardSocketOptions.IP_MULTICAST_IF, OptionNumber.IP_MULTICAST_IF, NumberForm.INTERFACE),
            new Row(StandardSocketOptions.IP_MULTICAST_TTL, OptionNumber.IP_MULTICAST_TTL, NumberForm.BYTE),
            new Row(StandardSocketOptions.IP_MULTICAST_LOOP, OptionNumber.IP_MULTICAST_LOOP, NumberForm.FLAG));

    private static final List<Row> UNIX_CLIENT_ROWS = List.of(
            new Row(StandardSocketOptions.SO_SNDBUF, OptionNumber.SO_SNDBUF, NumberForm.SIZE),
            new Row(StandardSocketOptions.SO_RCVBUF, OptionNumber.SO_RCVBUF, NumberForm.SIZE),
            new Row(StandardSocketOptions.SO_LINGER, OptionNumber.SO_LINGER, NumberForm.LINGER));

    private static final List<Row> UNIX_SERVER_ROWS =
            List.of(new Row(StandardSocketOptions.SO_RCVBUF, OptionNumber.SO_RCVBUF, NumberForm.SIZE));

    private static final List<Row> UNIX_DATAGRAM_ROWS = List.of(
            new Row(StandardSocketOptions.SO_SNDBUF, OptionNumber.SO_SNDBUF, NumberForm.SIZE),
            new Row(StandardSocketOptions.SO_RCVBUF, OptionNumber.SO_RCVBUF, NumberForm.SIZE));

    /** The kinds of channel, each with its table, made at the first channel of the kind. */
    public enum Of {
        CLIENTS(CLIENT_ROWS),
        LISTENERS(SERVER_ROWS),
        DATAGRAMS(DATAGRAM_ROWS),
        UNIX_CLIENTS(UNIX_CLIENT_ROWS),
        UNIX_LISTENERS(UNIX_SERVER_ROWS),
        UNIX_DATAGRAMS(UNIX_DATAGRAM_ROWS);

        private final List<Row> rows;
        private volatile OptionTable table;

        Of(List<Row> rows) {
            this.rows = rows;
        }

        public OptionTable table(Sockets sockets) {
            OptionTable known = table;
            if (known == null) {
                table = known = new OptionTable(sockets, this);
            }
            return known;
        }

        private List<Row> extended() {
            return switch (this) {
                case CLIENTS, LISTENERS -> ExtendedOptions.rows();
                case DATAGRAMS -> ExtendedOptions.datagramRows();
                case UNIX_CLIENTS -> ExtendedOptions.unixRows();
                case UNIX_LISTENERS, UNIX_DATAGRAMS -> List.of();
            };
        }
    }

    private static final long NO_SOCKET = -1;

    private final Sockets sockets;
    private final Of kind;

    /** The options that the JDK's channels have too. */
    private final Map<SocketOption<?>, Row> rows;

    /** The options of {@link AddedOptions}; null until somebody asks for one: a JVM that starts asks for none. */
    private volatile Map<SocketOption<?>, Row> addedRows;

    private OptionTable(Sockets sockets, Of kind) {
        this.sockets = sockets;
        this.kind = kind;
        List<Row> wanted = new ArrayList<>(kind.rows);
        wanted.addAll(kind.extended());
        rows = Collections.unmodifiableMap(supported(wanted));
    }

    private Map<SocketOption<?>, Row> supported(List<Row> wanted) {
        Map<SocketOption<?>, Row> here = new LinkedHashMap<>();
        for (Row row : wanted) {
            try (Borrowed value = sockets.memory().borrow(row.form.size())) {
                long answer = row.form.read(sockets, NO_SOCKET, Sockets.INET4, row, value.bytes());
                if (OsError.kind(answer) != OsError.UNSUPPORTED) {
                    here.put(row.option, row);
                }
            }
        }
        return here;
    }

    private Map<SocketOption<?>, Row> addedRows() {
        Map<SocketOption<?>, Row> known = addedRows;
        if (known == null) {
            addedRows = known = Collections.unmodifiableMap(supported(AddedOptions.of(kind)));
        }
        return known;
    }

    /**
     * As the JDK's channels: programs set each option to what they have read, and some of ours refuse that.
     */
    public Set<SocketOption<?>> supported() {
        return rows.keySet();
    }

    /** Those of {@link AddedOptions}. */
    public Set<SocketOption<?>> added() {
        return addedRows().keySet();
    }

    private Row row(SocketOption<?> option) {
        Row row = rows.get(Objects.requireNonNull(option));
        return row == null ? addedRow(option) : row;
    }

    private Row addedRow(SocketOption<?> option) {
        if (option instanceof RawSocketOption<?> raw) {
            return RawForm.row(sockets, raw);
        }
        Row row = addedRows().get(option);
        if (row == null) {
            throw new UnsupportedOperationException("'" + option + "' not supported, supported are " + rows.keySet()
                    + " and " + addedRows().keySet());
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
        Sockets sockets = endpoint.sockets;
        try (Borrowed memory = sockets.memory().borrow(row.form.size())) {
            long result = row.form.read(sockets, endpoint.descriptor(), family, row, memory.bytes());
            if (result < 0 && row.form.failsAsSocket()) {
                throw new SocketException(OsError.text(sockets, result));
            }
            OsError.check(sockets, result);
            return row.form.value(sockets, row, memory.bytes(), result);
        } finally {
            endpoint.handle.leave();
        }
    }

    public static void set(Endpoint endpoint, int family, Row row, Object value) throws IOException {
        row.ensureType(value);
        endpoint.enter();
        Sockets sockets = endpoint.sockets;
        try (Borrowed memory = sockets.memory().borrow(row.form.size())) {
            long result = row.form.write(sockets, endpoint.descriptor(), family, row, value, memory.bytes());
            OsError.check(sockets, result);
        } finally {
            endpoint.handle.leave();
        }
        endpoint.readiness.doubtful(Poller.READ);
        endpoint.readiness.doubtful(Poller.WRITE);
    }
}
