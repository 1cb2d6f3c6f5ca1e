// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.AbstractNamespaceAddress;
import io.headrace.os.Addresses;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Arrays;
import java.util.Objects;

/**
 * Addresses of the Unix domain: files, and names in Linux's abstract namespace.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/unix.7.html">unix(7)</a>
 */
public final class UnixDomainAddresses {
    /** Of a socket that nobody bound. */
    public static final UnixDomainSocketAddress UNNAMED = UnixDomainSocketAddress.of("");

    private UnixDomainAddresses() {}

    /** An address that a socket of the Unix domain can be told. */
    public static SocketAddress check(SocketAddress wanted) {
        Objects.requireNonNull(wanted);
        if (!(wanted instanceof UnixDomainSocketAddress) && !(wanted instanceof AbstractNamespaceAddress)) {
            throw new UnsupportedAddressTypeException();
        }
        return wanted;
    }

    /** One that {@link #check} has returned. */
    public static void write(ByteBuffer to, SocketAddress address) {
        Addresses.writePath(
                to,
                address instanceof AbstractNamespaceAddress name
                        ? afterZero(name.bytes())
                        : SocketPath.bytes(((UnixDomainSocketAddress) address).getPath()));
    }

    private static byte[] afterZero(byte[] name) {
        byte[] bytes = new byte[name.length + 1];
        System.arraycopy(name, 0, bytes, 1, name.length);
        return bytes;
    }

    public static SocketAddress read(ByteBuffer from) {
        byte[] bytes = Addresses.readPath(from);
        return isAbstract(bytes)
                ? AbstractNamespaceAddress.of(Arrays.copyOfRange(bytes, 1, bytes.length))
                : ofFile(bytes);
    }

    /** As {@link #read}, and unnamed if it is an abstract name. */
    public static UnixDomainSocketAddress readFile(ByteBuffer from) {
        byte[] bytes = Addresses.readPath(from);
        return isAbstract(bytes) ? UNNAMED : ofFile(bytes);
    }

    private static boolean isAbstract(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == 0;
    }

    private static UnixDomainSocketAddress ofFile(byte[] bytes) {
        return bytes.length == 0 ? UNNAMED : UnixDomainSocketAddress.of(SocketPath.path(bytes));
    }
}
