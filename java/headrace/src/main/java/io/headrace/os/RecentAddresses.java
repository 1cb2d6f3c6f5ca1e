// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;

/**
 * The addresses of the last datagrams, so that datagrams from, or to, the same few hundred peers allocate nothing.
 * Use one object for reading and another for writing. One thread at a time.
 *
 * <p>The second peer creates the table. It has open addressing with short probes, grows to {@link #MOST} entries, and
 * then replaces old ones.
 */
public final class RecentAddresses {
    static final int MOST = 512;
    private static final int FIRST = 16;
    private static final int PROBES = 8;
    private static final int GOLDEN_RATIO = 0x9e3779b9;

    private static final KnownAddress NONE = new KnownAddress(0);

    private KnownAddress last = NONE;

    /** Null while there is one peer. */
    private KnownAddress[] table;

    /** Entries replaced so far: turns through the places of a probe, so that each new peer replaces another old one. */
    private char replaced;

    /** As {@link Addresses#read}, but returns the same object for the same address if it remembers it. */
    public InetSocketAddress read(ByteBuffer from) {
        KnownAddress.clearUnused(from);
        if (!last.isIn(from)) {
            if (Addresses.family(from) == 0) {
                return null;
            }
            readOther(from);
        }
        return last.address;
    }

    /** As {@link Addresses#writeTarget}. */
    public void write(ByteBuffer to, int family, InetSocketAddress wanted) throws SocketException {
        if (wanted != last.address) {
            writeOther(to, family, wanted);
        }
        last.put(to);
    }

    private void readOther(ByteBuffer from) {
        int hash = KnownAddress.hash(from);
        for (int i = 0; i < probes(); i++) {
            KnownAddress known = table[place(hash, i)];
            if (known == null) {
                break;
            }
            if (known.isIn(from)) {
                last = known;
                return;
            }
        }
        InetSocketAddress address = Addresses.read(from);
        add(hash).take(address, from);
    }

    private void writeOther(ByteBuffer to, int family, InetSocketAddress wanted) throws SocketException {
        int hash = wanted.hashCode();
        KnownAddress equal = wanted.equals(last.address) ? last : find(hash, wanted);
        if (equal != null && (equal.address == wanted || wanted.getAddress() instanceof Inet4Address)) {
            last = equal;
            last.address = wanted;
        } else {
            // Equal IPv6 addresses may differ in their scope.
            Addresses.writeTarget(to, family, wanted);
            last = equal == null ? add(hash) : equal;
            last.take(wanted, to);
        }
    }

    private KnownAddress find(int hash, InetSocketAddress wanted) {
        for (int i = 0; i < probes(); i++) {
            KnownAddress known = table[place(hash, i)];
            if (known == null) {
                break;
            }
            if (known.address == wanted || known.hash == hash && wanted.equals(known.address)) {
                return known;
            }
        }
        return null;
    }

    private int probes() {
        return table == null ? 0 : PROBES;
    }

    private int place(int hash, int probe) {
        return (hash * GOLDEN_RATIO >>> 16) + probe & table.length - 1;
    }

    /** A new entry becomes the last one; a full table drops an old entry for it. */
    private KnownAddress add(int hash) {
        KnownAddress added = new KnownAddress(hash);
        if (last != NONE) {
            store(added);
        }
        last = added;
        return added;
    }

    private void store(KnownAddress added) {
        if (table == null) {
            table = new KnownAddress[FIRST];
            table[place(last.hash, 0)] = last;
        }
        int free = free(added.hash);
        while (free < 0 && table.length < MOST) {
            grow();
            free = free(added.hash);
        }
        table[free < 0 ? place(added.hash, replaced++ % PROBES) : free] = added;
    }

    private int free(int hash) {
        for (int i = 0; i < PROBES; i++) {
            int place = place(hash, i);
            if (table[place] == null) {
                return place;
            }
        }
        return -1;
    }

    private void grow() {
        KnownAddress[] smaller = table;
        table = new KnownAddress[2 * smaller.length];
        for (KnownAddress known : smaller) {
            int free = known == null ? -1 : free(known.hash);
            if (free >= 0) {
                table[free] = known;
            }
        }
    }
}
