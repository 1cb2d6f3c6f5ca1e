// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Where a server listens. Immutable. */
public final class Endpoint {
    private final String name;
    private final boolean isStream;
    private final ProtocolFamily family;
    private final SocketAddress address;

    private Endpoint(String name, boolean isStream, ProtocolFamily family, SocketAddress address) {
        this.name = name;
        this.isStream = isStream;
        this.family = family;
        this.address = Objects.requireNonNull(address, "address");
    }

    /** TCP. Port 0 is a free one. The address may be used again at once after a restart (SO_REUSEADDR). */
    public static Endpoint tcp(InetSocketAddress address) {
        return new Endpoint("tcp", true, null, address);
    }

    /** UDP. Port 0 is a free one. */
    public static Endpoint udp(InetSocketAddress address) {
        return new Endpoint("udp", false, null, address);
    }

    /** Stream sockets of the Unix domain. The file must not exist; the server deletes it when it closes. */
    public static Endpoint unix(Path path) {
        return new Endpoint("unix", true, StandardProtocolFamily.UNIX, UnixDomainSocketAddress.of(path));
    }

    /** Datagrams of the Unix domain, which only Headrace has. The file is handled as that of {@link #unix}. */
    public static Endpoint unixDatagram(Path path) {
        return new Endpoint("unix datagram", false, StandardProtocolFamily.UNIX, UnixDomainSocketAddress.of(path));
    }

    boolean isStream() {
        return isStream;
    }

    ServerSocketChannel listen(SelectorProvider provider, int backlog) throws IOException {
        ServerSocketChannel channel =
                family == null ? provider.openServerSocketChannel() : provider.openServerSocketChannel(family);
        try {
            if (family == null) {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            }
            channel.bind(address, backlog);
            channel.configureBlocking(false);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    DatagramChannel open(SelectorProvider provider) throws IOException {
        if (family != null) {
            HeadraceCheck.require("the endpoint " + this, provider);
        }
        DatagramChannel channel =
                family == null ? provider.openDatagramChannel() : provider.openDatagramChannel(family);
        try {
            channel.bind(address);
            channel.configureBlocking(false);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** After the channel was closed. */
    void cleanUp() throws IOException {
        if (address instanceof UnixDomainSocketAddress file) {
            Files.deleteIfExists(file.getPath());
        }
    }

    @Override
    public String toString() {
        return name + " " + address;
    }
}
