// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** An address as a Java object and in the layout of {@code hr_address}. */
final class KnownAddress {
    private static final int FAMILY_AND_PORT = 0;
    private static final int SCOPE_AND_LENGTH = 8;
    private static final int HIGH = 16;
    private static final int LOW = 24;

    /** The hash of the key that it is looked up by. */
    final int hash;

    InetSocketAddress address;
    private long familyAndPort;
    private long scopeAndLength;
    private long high;
    private long low;

    KnownAddress(int hash) {
        this.hash = hash;
    }

    /** Clears the 12 bytes behind an IPv4 address, which the system may leave as they were. */
    static void clearUnused(ByteBuffer memory) {
        if (Addresses.family(memory) == Sockets.INET4) {
            memory.putInt(HIGH + Integer.BYTES, 0);
            memory.putLong(LOW, 0);
        }
    }

    static int hash(ByteBuffer memory) {
        long all = memory.getLong(FAMILY_AND_PORT)
                ^ memory.getLong(SCOPE_AND_LENGTH)
                ^ memory.getLong(HIGH)
                ^ Long.rotateLeft(memory.getLong(LOW), 1);
        return Long.hashCode(all);
    }

    boolean isIn(ByteBuffer memory) {
        return familyAndPort == memory.getLong(FAMILY_AND_PORT)
                && low == memory.getLong(LOW)
                && high == memory.getLong(HIGH)
                && scopeAndLength == memory.getLong(SCOPE_AND_LENGTH)
                && address != null;
    }

    void take(InetSocketAddress taken, ByteBuffer memory) {
        address = taken;
        familyAndPort = memory.getLong(FAMILY_AND_PORT);
        scopeAndLength = memory.getLong(SCOPE_AND_LENGTH);
        high = memory.getLong(HIGH);
        low = memory.getLong(LOW);
    }

    void put(ByteBuffer memory) {
        memory.putLong(FAMILY_AND_PORT, familyAndPort);
        memory.putLong(SCOPE_AND_LENGTH, scopeAndLength);
        memory.putLong(HIGH, high);
        memory.putLong(LOW, low);
    }
}
