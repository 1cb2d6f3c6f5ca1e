// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.PathMtuDiscovery;
import io.headrace.nio.channel.OptionTable.Row;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.ByteBuffer;

/** Options whose value is a number in the seam: which numbers it may be, and what Java has for them. */
enum NumberForm implements OptionForm {
    FLAG(0, 1),
    SIZE(0, Integer.MAX_VALUE),
    BYTE(0, 255),
    NUMBER(Integer.MIN_VALUE, Integer.MAX_VALUE),
    /** Negative is off; more than the system's longest is that. */
    LINGER(Integer.MIN_VALUE, Integer.MAX_VALUE),
    READ_ONLY(Integer.MIN_VALUE, Integer.MAX_VALUE),
    /** By its index; 0 is none. */
    INTERFACE(0, Integer.MAX_VALUE),
    /** The constants of {@link PathMtuDiscovery} have the order of the seam. */
    PATH_MTU(0, PathMtuDiscovery.values().length - 1);

    private static final int LONGEST_LINGER = 65535;

    private final int least;
    private final int most;

    NumberForm(int least, int most) {
        this.least = least;
        this.most = most;
    }

    @Override
    public int size() {
        return Integer.BYTES;
    }

    @Override
    public long read(Sockets sockets, long descriptor, int family, Row row, ByteBuffer memory) {
        return sockets.getOption(descriptor, family, row.number(), memory);
    }

    @Override
    public Object value(Sockets sockets, Row row, ByteBuffer memory, long result) throws IOException {
        int number = memory.getInt(0);
        return switch (this) {
            case FLAG -> number != 0;
            case INTERFACE -> number == 0 ? null : NetworkInterface.getByIndex(number);
            case PATH_MTU -> pathMtuDiscovery(number);
            default -> number;
        };
    }

    @Override
    public long write(Sockets sockets, long descriptor, int family, Row row, Object value, ByteBuffer memory)
            throws IOException {
        if (this == READ_ONLY) {
            throw OptionForm.readOnly(row);
        }
        int number = number(row.option(), value);
        if (this == INTERFACE && family == Sockets.INET4) {
            Inet.ensureIpv4((NetworkInterface) value);
        }
        return sockets.setOption(descriptor, family, row.number(), number);
    }

    private Object pathMtuDiscovery(int number) throws SocketException {
        if (number < least || number > most) {
            throw new SocketException("The system has a value of IP_MTU_DISCOVER without a name: " + number);
        }
        return PathMtuDiscovery.values()[number];
    }

    private int number(SocketOption<?> option, Object value) {
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
        if (value instanceof PathMtuDiscovery way) {
            return way.ordinal();
        }
        return value instanceof NetworkInterface networkInterface ? networkInterface.getIndex() : (Integer) value;
    }
}
