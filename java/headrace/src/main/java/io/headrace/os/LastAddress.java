// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;

/**
 * The address of the last datagram, as the system has it and as Java has it: a run of datagrams from one sender, or to one
 * target, makes no object. One thread at a time.
 */
public final class LastAddress {
    private static final int FAMILY_AND_PORT = 0;
    private static final int SCOPE_AND_LENGTH = 8;
    private static final int HIGH = 16;
    private static final int LOW = 24;

    private InetSocketAddress address;
    private long familyAndPort;
    private long scopeAndLength;
    private long high;
    private long low;

    /** As {@link Addresses#read}, and the same object as before where it is the same address. */
    public InetSocketAddress read(ByteBuffer from) {
        if (from.getInt(0) == Sockets.INET4) {
            // The 12 bytes behind an IPv4 address are anything.
            from.putInt(HIGH + Integer.BYTES, 0);
            from.putLong(LOW, 0);
        }
        if (address == null || !isIn(from)) {
            address = Addresses.read(from);
            take(from);
        }
        return address;
    }

    /** As {@link Addresses#write}. */
    public void write(ByteBuffer to, int family, InetSocketAddress wanted) throws SocketException {
        if (wanted != address) {
            Addresses.write(to, family, wanted);
            address = wanted;
            take(to);
            return;
        }
        to.putLong(FAMILY_AND_PORT, familyAndPort);
        to.putLong(SCOPE_AND_LENGTH, scopeAndLength);
        to.putLong(HIGH, high);
        to.putLong(LOW, low);
    }

    private boolean isIn(ByteBuffer memory) {
        return familyAndPort == memory.getLong(FAMILY_AND_PORT)
                && scopeAndLength == memory.getLong(SCOPE_AND_LENGTH)
                && high == memory.getLong(HIGH)
                && low == memory.getLong(LOW);
    }

    private void take(ByteBuffer memory) {
        familyAndPort = memory.getLong(FAMILY_AND_PORT);
        scopeAndLength = memory.getLong(SCOPE_AND_LENGTH);
        high = memory.getLong(HIGH);
        low = memory.getLong(LOW);
    }
}
