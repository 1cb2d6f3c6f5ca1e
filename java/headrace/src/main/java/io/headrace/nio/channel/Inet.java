// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.os.Sockets;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.security.Security;
import java.util.Arrays;
import java.util.Objects;

/** Which internet addresses and protocol families the channels take. */
public final class Inet {
    private static final int IPV6_LENGTH = 16;

    private Inet() {}

    /** The family of the seam; null asks for the best that the host has. */
    public static int family(Sockets sockets, ProtocolFamily wanted) {
        boolean ipv6 = sockets.hasIpv6() && !Boolean.getBoolean("java.net.preferIPv4Stack");
        if (wanted == StandardProtocolFamily.INET || wanted == null && !ipv6) {
            return Sockets.INET4;
        }
        if ((wanted == null || wanted == StandardProtocolFamily.INET6) && ipv6) {
            return Sockets.INET6;
        }
        throw new UnsupportedOperationException(
                "Protocol family " + wanted.name() + " not supported, supported are INET" + (ipv6 ? " and INET6" : ""));
    }

    /** An address that a socket of this family can be told. */
    public static InetSocketAddress check(SocketAddress address, int family) {
        Objects.requireNonNull(address);
        if (!(address instanceof InetSocketAddress inet)) {
            throw new UnsupportedAddressTypeException();
        }
        if (inet.isUnresolved()) {
            throw new UnresolvedAddressException();
        }
        if (family == Sockets.INET4 && !(inet.getAddress() instanceof Inet4Address)) {
            throw new UnsupportedAddressTypeException();
        }
        return inet;
    }

    /** Where to connect: the wildcard address stands for the loopback address of its family. */
    public static InetSocketAddress remote(SocketAddress address, int family) {
        InetSocketAddress inet = check(address, family);
        InetAddress host = inet.getAddress();
        if (!host.isAnyLocalAddress()) {
            return inet;
        }
        byte[] loopback = host instanceof Inet4Address ? new byte[] {127, 0, 0, 1} : new byte[IPV6_LENGTH];
        loopback[loopback.length - 1] = 1;
        return new InetSocketAddress(address(loopback), inet.getPort());
    }

    /** Where to bind: null stands for the wildcard address and a port of the system's choice. */
    public static InetSocketAddress local(SocketAddress address, int family) {
        if (address != null) {
            return check(address, family);
        }
        return new InetSocketAddress(address(new byte[family == Sockets.INET6 ? IPV6_LENGTH : 4]), 0);
    }

    /**
     * What the security property jdk.includeInExceptions, or the system property of that name, adds to the text of a
     * failure to connect. JDK 25 has hostInfoExclSocket there from the start: the hosts of other failures only.
     */
    public static String hostInfo(InetSocketAddress remote) {
        return hostInfoWanted() ? ": " + remote : "";
    }

    public static boolean hostInfoWanted() {
        String name = "jdk.includeInExceptions";
        String included = System.getProperty(name, Security.getProperty(name));
        return included != null
                && Arrays.stream(included.split(","))
                        .anyMatch(each -> each.strip().equalsIgnoreCase("hostInfo"));
    }

    /**
     * An interface without an IPv4 address has no IPv4 groups, although the system may let it join them.
     *
     * @throws IOException the interface has no IPv4 address
     */
    public static void ensureIpv4(NetworkInterface networkInterface) throws IOException {
        if (networkInterface.inetAddresses().noneMatch(Inet4Address.class::isInstance)) {
            throw new IOException("Network interface not configured for IPv4");
        }
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("an address of " + bytes.length + " bytes", e);
        }
    }
}
