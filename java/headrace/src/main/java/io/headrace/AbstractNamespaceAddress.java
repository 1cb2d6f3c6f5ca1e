// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A name in Linux's abstract namespace: an address of Unix domain sockets that is no file. The name is free again
 * when the last socket bound to it is closed. {@link java.net.UnixDomainSocketAddress} holds a path, so it cannot
 * hold such a name.
 *
 * <p>Headrace's channels of {@link java.net.StandardProtocolFamily#UNIX} take this address in {@code bind} and
 * {@code connect}. On systems other than Linux these throw a SocketException.
 *
 * <p>{@code getLocalAddress} returns it for a channel that is bound to an abstract name, {@code getRemoteAddress} for
 * one that was connected to such a name. The remote address of an accepted channel is always a
 * {@code UnixDomainSocketAddress}. It is unnamed if the peer is bound to an abstract name, as with the JDK's
 * channels.
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
     * The address of a name, in UTF-8. Leave out the zero byte that precedes it in the system's form, and the
     * {@code @} that tools print for that byte. At most 107 bytes: bind and connect refuse a longer name with a
     * SocketException.
     */
    public static AbstractNamespaceAddress of(String name) {
        return new AbstractNamespaceAddress(name.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #of(String)}, from bytes. Any byte may be in a name, zero too. */
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

    /** The name with {@code @} before it, as ss(8) prints it. */
    @Override
    public String toString() {
        return "@" + new String(name, StandardCharsets.UTF_8);
    }
}
