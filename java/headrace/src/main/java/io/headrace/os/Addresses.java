// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.lang.annotation.Native;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads and writes addresses in the layout of {@code hr_address} ({@code native/include/hr_socket.h}). */
public final class Addresses {
    @Native
    public static final int SIZE = 128;

    @Native
    private static final int PORT = 4;

    @Native
    private static final int SCOPE = 8;

    @Native
    private static final int LENGTH = 12;

    @Native
    private static final int BYTES = 16;

    private static final int IPV4_LENGTH = 4;
    private static final int IPV6_LENGTH = 16;
    private static final byte[] IPV4_MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    /** The last four bytes of {@link #IPV4_MAPPED}, big-endian. */
    private static final int IPV4_MAPPED_WORD = 0xffff;

    private Addresses() {}

    /**
     * Writes a resolved address to bind or to connect to, for a socket of the given family. An IPv4 address goes to an
     * IPv6 socket in its mapped form, the wildcard address of IPv4 as that of IPv6.
     *
     * @throws SocketException a link-local address without a scope that more than one interface has
     */
    public static void write(ByteBuffer to, int family, InetSocketAddress address) throws SocketException {
        writeTarget(to, family, address);
        if (family == Sockets.INET6 && address.getAddress().isAnyLocalAddress()) {
            to.put(BYTES, new byte[IPV6_LENGTH]);
        }
    }

    /**
     * Writes a resolved address to send a datagram to. As {@link #write}, but every IPv4 address is mapped: a datagram
     * to 0.0.0.0 goes to the loopback address of IPv4.
     */
    public static void writeTarget(ByteBuffer to, int family, InetSocketAddress address) throws SocketException {
        InetAddress host = address.getAddress();
        write(to, family, host, address.getPort(), host instanceof Inet6Address v6 ? DefaultScope.of(v6) : 0);
    }

    /** Writes a multicast group, or the source of one, in its own family and without a port. */
    public static void writeHost(ByteBuffer to, InetAddress host) {
        int family = host instanceof Inet4Address ? Sockets.INET4 : Sockets.INET6;
        write(to, family, host, 0, host instanceof Inet6Address v6 ? v6.getScopeId() : 0);
    }

    private static void write(ByteBuffer to, int family, InetAddress host, int port, int scope) {
        byte[] bytes = host.getAddress();
        to.putInt(0, family);
        to.putInt(PORT, port);
        to.putInt(SCOPE, scope);
        to.putInt(LENGTH, family == Sockets.INET6 ? IPV6_LENGTH : IPV4_LENGTH);
        if (family == Sockets.INET6 && host instanceof Inet4Address) {
            to.put(BYTES, IPV4_MAPPED);
            to.put(BYTES + IPV4_MAPPED.length, bytes);
        } else {
            to.put(BYTES, bytes);
        }
    }

    /** The family of the address at position 0, as {@link Sockets} numbers it; 0 if there is no address. */
    public static int family(ByteBuffer from) {
        return from.getInt(0);
    }

    /** Whether a local address is one that a socket was bound to, and not that of an unbound socket. */
    public static boolean isBound(ByteBuffer from) {
        return family(from) == Sockets.UNIX ? from.getInt(LENGTH) > 0 : from.getInt(PORT) != 0;
    }

    /** Writes a Unix domain address. A first byte 0 marks an abstract name. The system refuses one that is too long. */
    public static void writePath(ByteBuffer to, byte[] path) {
        to.putInt(0, Sockets.UNIX);
        to.putInt(PORT, 0);
        to.putInt(SCOPE, 0);
        to.putInt(LENGTH, path.length);
        to.put(BYTES, path, 0, Math.min(path.length, SIZE - BYTES));
    }

    /** How many bytes the Unix domain address at position 0 takes. */
    public static int used(ByteBuffer from) {
        return BYTES + from.getInt(LENGTH);
    }

    /** The path or abstract name at position 0; empty if the socket has none. */
    public static byte[] readPath(ByteBuffer from) {
        byte[] path = new byte[from.getInt(LENGTH)];
        from.get(BYTES, path);
        return path;
    }

    /**
     * The IPv4 address at position 0, mapped or not, and its port in one word; 0 for any other address.
     * {@link #ofInet4} makes an object of the word when somebody asks for one.
     */
    public static long inet4(ByteBuffer from) {
        int family = family(from);
        boolean mapped = family == Sockets.INET6
                && from.getLong(BYTES) == 0
                && bigEndian(from, BYTES + Long.BYTES) == IPV4_MAPPED_WORD;
        if (!mapped && family != Sockets.INET4) {
            return 0;
        }
        int host = bigEndian(from, mapped ? BYTES + IPV4_MAPPED.length : BYTES);
        return Integer.toUnsignedLong(host) << Short.SIZE | from.getInt(PORT);
    }

    public static InetSocketAddress ofInet4(long address) {
        byte[] host = ByteBuffer.allocate(IPV4_LENGTH)
                .putInt((int) (address >>> Short.SIZE))
                .array();
        return socketAddress(host, 0, (int) address & 0xffff);
    }

    private static int bigEndian(ByteBuffer from, int at) {
        int value = from.getInt(at);
        return from.order() == ByteOrder.BIG_ENDIAN ? value : Integer.reverseBytes(value);
    }

    /** The address at position 0; null if there is none. A mapped IPv4 address is read as an IPv4 address. */
    public static InetSocketAddress read(ByteBuffer from) {
        int family = from.getInt(0);
        if (family == 0) {
            return null;
        }
        byte[] bytes = new byte[family == Sockets.INET6 ? IPV6_LENGTH : IPV4_LENGTH];
        from.get(BYTES, bytes);
        return socketAddress(bytes, from.getInt(SCOPE), from.getInt(PORT));
    }

    private static InetSocketAddress socketAddress(byte[] bytes, int scope, int port) {
        try {
            InetAddress host = InetAddress.getByAddress(bytes);
            if (host instanceof Inet6Address && scope != 0) {
                host = Inet6Address.getByAddress(null, bytes, scope);
            }
            return new InetSocketAddress(host, port);
        } catch (UnknownHostException e) {
            throw new AssertionError("an address of " + bytes.length + " bytes", e);
        }
    }
}
