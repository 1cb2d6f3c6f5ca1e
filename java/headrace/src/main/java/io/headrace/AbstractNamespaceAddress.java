// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A name in Linux's abstract namespace: an address of Unix domain sockets that is no file, and is free again when the last
 * socket bound to it is closed. {@link java.net.UnixDomainSocketAddress} holds a path and cannot hold one. Channels of Headrace
 * that were opened for {@link java.net.StandardProtocolFamily#UNIX} take it in {@code bind} and {@code connect}; on another
 * system than Linux these throw a SocketException.
 *
 * <p>{@code getLocalAddress} answers it where the channel is bound to an abstract name, {@code getRemoteAddress} where it was
 * connected to one. The remote address of an accepted channel is a {@code UnixDomainSocketAddress} always, unnamed where the
 * peer is bound to an abstract name, as with the JDK's channels.
 *
 * <p>Immutable.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/unix.7.html">unix(7)</a>
 */
public final class AbstractNamespaceAddress extends SocketAddress {
    private static final long serialVersionUID = 1L;

    private final byte[] name;

    private AbstractNamespaceAddress(byte[] name) {
        this.name = name;
    }

    /**
     * The name as UTF-8, without the zero byte that precedes it in the system's form and without the {@code @} that tools show for
     * that. At most 107 bytes: bind and connect refuse a longer one with a SocketException.
     */
    public static AbstractNamespaceAddress of(String name) {
        return new AbstractNamespaceAddress(name.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #of(String)}; any bytes, zero included. */
    public static AbstractNamespaceAddress of(byte[] name) {
        return new AbstractNamespaceAddress(name.clone());
    }

    /** The name, without the zero byte before it. */
    public byte[] bytes() {
        return name.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AbstractNamespaceAddress address && Arrays.equals(name, address.name);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(name);
    }

    /** With {@code @} before it, as ss(8) has it. */
    @Override
    public String toString() {
        return "@" + new String(name, StandardCharsets.UTF_8);
    }
}
