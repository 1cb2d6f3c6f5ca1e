// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import io.headrace.nio.channel.Inet;
import io.headrace.nio.channel.OptionTable;
import io.headrace.nio.selector.ChannelKind;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;

/** What the stream channels of one address family have of their own. Immutable; any thread may use it. */
public interface AddressFamily {

    /**
     * @param wanted null for the best internet family that the host has
     * @throws UnsupportedOperationException a family that this host lacks
     */
    static AddressFamily of(Sockets sockets, ProtocolFamily wanted) {
        return wanted == StandardProtocolFamily.UNIX
                ? UnixDomain.FAMILY
                : new InternetFamily(Inet.family(sockets, wanted));
    }

    /** By the seam's number. */
    static AddressFamily numbered(int number) {
        return number == Sockets.UNIX ? UnixDomain.FAMILY : new InternetFamily(number);
    }

    /** As the seam numbers it. */
    int number();

    /** Of a channel that carries bytes. */
    ChannelKind kind();

    OptionTable clientOptions(Sockets sockets);

    OptionTable listenerOptions(Sockets sockets);

    /** Sets the options that a new listener has. */
    long prepareListener(Sockets sockets, long descriptor);

    /** Where to connect: an address that a socket of this family can be told. */
    SocketAddress remote(SocketAddress wanted);

    /** @param wanted null for an address of the system's choice */
    void bindClient(StreamSocket socket, SocketAddress wanted) throws IOException;

    /** @param wanted null for an address of the system's choice */
    void bindListener(StreamSocket socket, SocketAddress wanted) throws IOException;

    /** An address that {@link #remote} answered, or that the family has chosen. */
    void write(ByteBuffer to, SocketAddress address) throws SocketException;

    /** An own address as the system tells it. */
    SocketAddress readLocal(ByteBuffer from);

    /** A peer's address as the system tells it. */
    SocketAddress readPeer(ByteBuffer from);

    /** What the text of a failure to connect there adds to that of the system. */
    String hostInfo(SocketAddress remote);

    /** Channels have adaptors then, and a peer that is reset may lose what was sent before. */
    boolean isInternet();

    /** A peer can end its input, and poll(2) does not say so to a writer that waits for room. */
    boolean writerMissesEnd();

    /** @throws UnsupportedOperationException the family has none */
    Socket adaptor(StreamSocketChannel channel);

    /** @throws UnsupportedOperationException the family has none */
    ServerSocket adaptor(StreamServerSocketChannel channel);
}
