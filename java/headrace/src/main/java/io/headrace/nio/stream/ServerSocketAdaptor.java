// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import io.headrace.nio.channel.AdaptorErrors;
import io.headrace.nio.channel.AdaptorOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;

/** The ServerSocket that {@link ServerSocketChannel#socket} answers: each public method is the channel's. */
final class ServerSocketAdaptor extends ServerSocket {
    private static final int DEFAULT_BACKLOG = 50;

    private final StreamServerSocketChannel channel;
    private final AdaptorOptions options;

    /** The superclass makes a SocketImpl that stays without a descriptor: it is never bound. */
    private ServerSocketAdaptor(StreamServerSocketChannel channel) throws IOException {
        this.channel = channel;
        options = new AdaptorOptions(channel);
    }

    static ServerSocket of(StreamServerSocketChannel channel) {
        try {
            return new ServerSocketAdaptor(channel);
        } catch (IOException e) {
            throw new AssertionError("a ServerSocket that is not bound makes no system call", e);
        }
    }

    @Override
    public void bind(SocketAddress local) throws IOException {
        bind(local, DEFAULT_BACKLOG);
    }

    @Override
    public void bind(SocketAddress local, int backlog) throws IOException {
        SocketAddress address = local == null ? new InetSocketAddress(0) : local;
        AdaptorErrors.translate(() -> channel.bind(address, backlog));
    }

    @Override
    public Socket accept() throws IOException {
        return AdaptorErrors.translate(() -> {
            long nanos = options.timeoutNanos();
            boolean blocking = channel.isBlocking();
            // Without a timeout a waiting connection is taken in non-blocking mode too.
            SocketChannel accepted = nanos == 0
                    ? channel.accept(blocking, 0)
                    : blocking ? AdaptorErrors.closedMeanwhile(() -> channel.accept(true, nanos)) : null;
            if (accepted == null) {
                throw new IllegalBlockingModeException();
            }
            return accepted.socket();
        });
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public ServerSocketChannel getChannel() {
        return channel;
    }

    @Override
    public boolean isBound() {
        return channel.isBound();
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public InetAddress getInetAddress() {
        InetSocketAddress local = (InetSocketAddress) channel.localAddressIfKnown();
        return local == null ? null : local.getAddress();
    }

    @Override
    public int getLocalPort() {
        InetSocketAddress local = (InetSocketAddress) channel.localAddressIfKnown();
        return local == null ? -1 : local.getPort();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return channel.localAddressIfKnown();
    }

    @Override
    public String toString() {
        return isBound()
                ? "ServerSocket[addr=" + getInetAddress() + ",localport=" + getLocalPort() + "]"
                : "ServerSocket[unbound]";
    }

    @Override
    public void setSoTimeout(int timeout) throws SocketException {
        options.setTimeout(timeout);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return options.timeout();
    }

    @Override
    public void setReuseAddress(boolean on) throws SocketException {
        options.set(StandardSocketOptions.SO_REUSEADDR, on);
    }

    @Override
    public boolean getReuseAddress() throws SocketException {
        return options.get(StandardSocketOptions.SO_REUSEADDR);
    }

    @Override
    public void setReceiveBufferSize(int size) throws SocketException {
        options.setBufferSize(StandardSocketOptions.SO_RCVBUF, size, "size cannot be 0 or negative");
    }

    @Override
    public int getReceiveBufferSize() throws SocketException {
        return options.get(StandardSocketOptions.SO_RCVBUF);
    }

    @Override
    public <T> ServerSocket setOption(SocketOption<T> name, T value) throws IOException {
        channel.setOption(name, value);
        return this;
    }

    @Override
    public <T> T getOption(SocketOption<T> name) throws IOException {
        return channel.getOption(name);
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return channel.supportedOptions();
    }
}
