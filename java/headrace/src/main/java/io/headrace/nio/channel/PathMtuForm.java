// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.PathMtuDiscovery;
import io.headrace.nio.channel.OptionTable.Row;
import io.headrace.os.Sockets;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;

/** IP_MTU_DISCOVER: the constants of {@link PathMtuDiscovery} have the order of the seam. */
final class PathMtuForm implements OptionForm {
    private static final List<PathMtuDiscovery> ALL = List.of(PathMtuDiscovery.values());

    @Override
    public int size() {
        return Integer.BYTES;
    }

    @Override
    public long read(Sockets sockets, long descriptor, int family, Row row, ByteBuffer memory) {
        return sockets.getOption(descriptor, family, row.number(), memory);
    }

    @Override
    public Object value(Sockets sockets, Row row, ByteBuffer memory, long result) throws SocketException {
        int number = memory.getInt(0);
        if (number < 0 || number >= ALL.size()) {
            throw new SocketException("The system has a value of IP_MTU_DISCOVER without a name: " + number);
        }
        return ALL.get(number);
    }

    @Override
    public long write(Sockets sockets, long descriptor, int family, Row row, Object value, ByteBuffer memory) {
        return sockets.setOption(descriptor, family, row.number(), ((PathMtuDiscovery) value).ordinal());
    }
}
