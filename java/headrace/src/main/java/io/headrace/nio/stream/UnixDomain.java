// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import io.headrace.nio.channel.Inet;
import io.headrace.nio.channel.OptionTable;
import io.headrace.nio.channel.UnixDomainAddresses;
import io.headrace.nio.selector.ChannelKind;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * The Unix domain: addresses are files, or names in Linux's abstract namespace.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/unix.7.html">unix(7)</a>
 */
final class UnixDomain implements AddressFamily {
    static final UnixDomain FAMILY = new UnixDomain();

    private static final int NAMES_TRIED = 10;

    private UnixDomain() {}

    @Override
    public int number() {
        return Sockets.UNIX;
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.UNIX_STREAM;
    }

    @Override
    public OptionTable clientOptions(Sockets sockets) {
        return OptionTable.Of.UNIX_CLIENTS.table(sockets);
    }

    @Override
    public OptionTable listenerOptions(Sockets sockets) {
        return OptionTable.Of.UNIX_LISTENERS.table(sockets);
    }

    @Override
    public long prepareListener(Sockets sockets, long descriptor) {
        return 0;
    }

    @Override
    public SocketAddress remote(SocketAddress wanted) {
        return UnixDomainAddresses.check(wanted);
    }

    /** Null and the address of no bytes leave the socket unnamed. */
    @Override
    public void bindClient(StreamSocket socket, SocketAddress wanted) throws IOException {
        if (wanted != null && !UnixDomainAddresses.UNNAMED.equals(wanted)) {
            socket.bind(remote(wanted));
        }
    }

    /** Null makes a file in the folder for temporary sockets. */
    @Override
    public void bindListener(StreamSocket socket, SocketAddress wanted) throws IOException {
        if (wanted == null) {
            bindTemporary(socket);
        } else if (UnixDomainAddresses.UNNAMED.equals(wanted)) {
            throw new BindException("Server socket cannot bind to unnamed address");
        } else {
            socket.bind(remote(wanted));
        }
    }

    private static void bindTemporary(StreamSocket socket) throws IOException {
        BindException taken = null;
        for (int i = 0; i < NAMES_TRIED; i++) {
            try {
                socket.bind(GeneratedSocketPaths.next());
                return;
            } catch (BindException e) {
                taken = e;
            }
        }
        throw taken;
    }

    @Override
    public void write(ByteBuffer to, SocketAddress address) {
        UnixDomainAddresses.write(to, address);
    }

    @Override
    public SocketAddress readLocal(ByteBuffer from) {
        return UnixDomainAddresses.read(from);
    }

    /** Of class UnixDomainSocketAddress always: code that knows no other accepts connections of any peer. */
    @Override
    public SocketAddress readPeer(ByteBuffer from) {
        return UnixDomainAddresses.readFile(from);
    }

    @Override
    public String hostInfo(SocketAddress remote) {
        return Inet.hostInfoWanted() ? ": " + remote : "";
    }

    @Override
    public boolean isInternet() {
        return false;
    }

    @Override
    public boolean writerMissesEnd() {
        return true;
    }

    @Override
    public Socket adaptor(StreamSocketChannel channel) {
        throw new UnsupportedOperationException("Not supported: a Unix domain channel has no Socket");
    }

    @Override
    public ServerSocket adaptor(StreamServerSocketChannel channel) {
        throw new UnsupportedOperationException("Not supported: a Unix domain channel has no ServerSocket");
    }
}
