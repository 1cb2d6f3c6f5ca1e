// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import io.headrace.nio.channel.Inet;
import io.headrace.nio.channel.OptionTable;
import io.headrace.nio.selector.ChannelKind;
import io.headrace.os.Addresses;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;

/** IPv4, and IPv6 that speaks IPv4 too: TCP. */
record InternetFamily(int number) implements AddressFamily {
    @Override
    public ChannelKind kind() {
        return ChannelKind.TCP_STREAM;
    }

    @Override
    public OptionTable clientOptions(Sockets sockets) {
        return OptionTable.Of.CLIENTS.table(sockets);
    }

    @Override
    public OptionTable listenerOptions(Sockets sockets) {
        return OptionTable.Of.LISTENERS.table(sockets);
    }

    @Override
    public long prepareListener(Sockets sockets, long descriptor) {
        return sockets.prepareListener(descriptor);
    }

    @Override
    public SocketAddress remote(SocketAddress wanted) {
        return Inet.remote(wanted, number);
    }

    @Override
    public void bindClient(StreamSocket socket, SocketAddress wanted) throws IOException {
        socket.bind(Inet.local(wanted, number));
    }

    @Override
    public void bindListener(StreamSocket socket, SocketAddress wanted) throws IOException {
        socket.bind(Inet.local(wanted, number));
    }

    @Override
    public void write(ByteBuffer to, SocketAddress address) throws SocketException {
        Addresses.write(to, number, (InetSocketAddress) address);
    }

    @Override
    public SocketAddress readLocal(ByteBuffer from) {
        return Addresses.read(from);
    }

    @Override
    public SocketAddress readPeer(ByteBuffer from) {
        return Addresses.read(from);
    }

    @Override
    public String hostInfo(SocketAddress remote) {
        return Inet.hostInfo((InetSocketAddress) remote);
    }

    @Override
    public boolean isInternet() {
        return true;
    }

    @Override
    public boolean writerMissesEnd() {
        return false;
    }

    @Override
    public Socket adaptor(StreamSocketChannel channel) {
        return SocketAdaptor.of(channel);
    }

    @Override
    public ServerSocket adaptor(StreamServerSocketChannel channel) {
        return ServerSocketAdaptor.of(channel);
    }
}
