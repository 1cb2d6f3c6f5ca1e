// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.datagram;

import io.headrace.nio.channel.UnixDomainAddresses;
import io.headrace.os.Addresses;
import io.headrace.os.OsError;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;

/**
 * Datagrams of the Unix domain.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/unix.7.html">unix(7)</a>
 */
final class UnixDatagrams implements DatagramFamily<SocketAddress> {
    static final UnixDatagrams FAMILY = new UnixDatagrams();

    private UnixDatagrams() {}

    @Override
    public int number() {
        return Sockets.UNIX;
    }

    @Override
    public SocketAddress check(SocketAddress wanted) {
        return UnixDomainAddresses.check(wanted);
    }

    /** The unnamed address lets the system choose a name. */
    @Override
    public SocketAddress local(SocketAddress wanted) {
        return wanted == null ? UnixDomainAddresses.UNNAMED : check(wanted);
    }

    @Override
    public boolean lacksPort(SocketAddress address) {
        return false;
    }

    /** A sender without a name cannot be answered. That is usual: syslog(3), sd_notify(3). */
    @Override
    public boolean bindsToSend() {
        return false;
    }

    @Override
    public void write(ByteBuffer to, SocketAddress address) {
        UnixDomainAddresses.write(to, address);
    }

    @Override
    public SocketAddress read(ByteBuffer from) {
        SocketAddress address = Addresses.family(from) == 0 ? null : UnixDomainAddresses.read(from);
        return UnixDomainAddresses.UNNAMED.equals(address) ? null : address;
    }

    @Override
    public KnownPeers<SocketAddress> peers() {
        return new Peers();
    }

    /** The buffer of the sender limits it, which has no limit that all systems share. */
    @Override
    public int largest() {
        return Integer.MAX_VALUE - Addresses.SIZE;
    }

    /** A connected peer's queue counts: unix_dgram_poll of Linux. */
    @Override
    public boolean hidesFullQueues() {
        return true;
    }

    @Override
    public long raise(Sockets sockets, long error, boolean connected, boolean addressed) throws IOException {
        if (OsError.kind(error) == OsError.ACCESS_DENIED) {
            throw new SocketException(OsError.text(sockets, error));
        }
        throw OsError.ofSocket(sockets, error);
    }

    /** The last one. */
    private static final class Peers implements KnownPeers<SocketAddress> {
        private SocketAddress last;

        /** Of {@link #last}. */
        private final byte[] bytes = new byte[Addresses.SIZE];

        @Override
        public SocketAddress read(ByteBuffer from) {
            if (Addresses.family(from) == 0) {
                return UnixDomainAddresses.UNNAMED;
            }
            if (last == null || !isIn(from)) {
                last = UnixDomainAddresses.read(from);
                from.get(0, bytes);
            }
            return last;
        }

        private boolean isIn(ByteBuffer from) {
            int used = Addresses.used(from);
            for (int i = 0; i < used; i++) {
                if (from.get(i) != bytes[i]) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void write(ByteBuffer to, SocketAddress target) {
            if (target.equals(last)) {
                to.put(0, bytes);
            } else {
                UnixDomainAddresses.write(to, target);
                to.get(0, bytes);
                last = target;
            }
        }
    }
}
