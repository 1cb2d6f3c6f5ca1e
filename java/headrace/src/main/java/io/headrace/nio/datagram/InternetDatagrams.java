// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.datagram;

import io.headrace.nio.channel.Inet;
import io.headrace.os.Addresses;
import io.headrace.os.RecentAddresses;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;

/** IPv4, and IPv6 that speaks IPv4 too: UDP. */
record InternetDatagrams(int number) implements DatagramFamily<InetSocketAddress> {
    /** Jumbograms (RFC 2675) are longer. */
    private static final int LARGEST = 65535;

    @Override
    public InetSocketAddress check(SocketAddress wanted) {
        return Inet.check(wanted, number);
    }

    @Override
    public InetSocketAddress local(SocketAddress wanted) {
        return Inet.local(wanted, number);
    }

    @Override
    public boolean lacksPort(InetSocketAddress address) {
        return address.getPort() == 0;
    }

    @Override
    public boolean bindsToSend() {
        return true;
    }

    @Override
    public void write(ByteBuffer to, InetSocketAddress address) throws SocketException {
        Addresses.write(to, number, address);
    }

    @Override
    public InetSocketAddress read(ByteBuffer from) {
        return Addresses.read(from);
    }

    @Override
    public KnownPeers<InetSocketAddress> peers() {
        return new Peers(number);
    }

    @Override
    public int largest() {
        return LARGEST;
    }

    @Override
    public boolean hidesFullQueues() {
        return false;
    }

    @Override
    public long raise(Sockets sockets, long error, boolean connected, boolean addressed) throws IOException {
        return DatagramErrors.raise(sockets, error, connected, addressed);
    }

    private static final class Peers implements KnownPeers<InetSocketAddress> {
        private final int family;
        private final RecentAddresses recent = new RecentAddresses();

        Peers(int family) {
            this.family = family;
        }

        @Override
        public InetSocketAddress read(ByteBuffer from) {
            return recent.read(from);
        }

        @Override
        public void write(ByteBuffer to, InetSocketAddress target) throws SocketException {
            recent.write(to, family, target);
        }
    }
}
