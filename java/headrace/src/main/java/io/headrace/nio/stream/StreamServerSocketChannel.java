// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import io.headrace.nio.channel.BlockingInput;
import io.headrace.nio.channel.Deadline;
import io.headrace.nio.channel.Endpoint;
import io.headrace.nio.channel.EndpointChannel;
import io.headrace.nio.selector.ChannelKind;
import io.headrace.nio.selector.Readiness;
import io.headrace.os.Addresses;
import io.headrace.os.Borrowed;
import io.headrace.os.OsError;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import io.headrace.os.Transport;
import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetBoundException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;

/**
 * A ServerSocketChannel over TCP or in the Unix domain. Threads, locks and errors are those that {@link
 * ServerSocketChannel} documents.
 */
public final class StreamServerSocketChannel extends ServerSocketChannel implements EndpointChannel {
    private static final int DEFAULT_BACKLOG = 50;

    private final Sockets sockets;
    private final StreamSocket socket;
    private final BlockingInput blocking;

    /** Guarded by {@link #bindLock} for changes. */
    private volatile boolean bound;

    /** What an attempt has accepted and nobody has taken. Guarded by the handle's read lock. */
    private SocketChannel accepted;

    private final Object bindLock = new Object();

    /** Made under {@link #bindLock}. */
    private volatile ServerSocket adaptor;

    private StreamServerSocketChannel(
            SelectorProvider provider, Sockets sockets, AddressFamily family, long descriptor) {
        super(provider);
        this.sockets = sockets;
        Endpoint endpoint = new Endpoint(this, sockets, descriptor, ChannelKind.LISTENER);
        socket = new StreamSocket(endpoint, family, family.listenerOptions(sockets));
        blocking = new BlockingInput(socket.endpoint);
    }

    /**
     * @param family null for the best internet family that the host has
     * @throws UnsupportedOperationException a family that this host lacks
     */
    public static ServerSocketChannel open(SelectorProvider provider, Transport transport, ProtocolFamily family)
            throws IOException {
        Sockets sockets = transport.sockets();
        AddressFamily known = AddressFamily.of(sockets, family);
        long descriptor = StreamSocket.open(sockets, known);
        long result = known.prepareListener(sockets, descriptor);
        StreamServerSocketChannel channel = new StreamServerSocketChannel(provider, sockets, known, descriptor);
        if (result < 0) {
            channel.close();
            throw OsError.ofSocket(sockets, result);
        }
        return channel;
    }

    /** Of a socket that listens. */
    public static StreamServerSocketChannel bound(
            SelectorProvider provider, Sockets sockets, AddressFamily family, long descriptor) {
        StreamServerSocketChannel channel = new StreamServerSocketChannel(provider, sockets, family, descriptor);
        channel.bound = true;
        return channel;
    }

    // ---- for selectors and operations

    @Override
    public ChannelKind kind() {
        return ChannelKind.LISTENER;
    }

    @Override
    public Endpoint endpoint() {
        return socket.endpoint;
    }

    @Override
    public int readyOps(int directions) {
        return (directions & Poller.READ) != 0 ? SelectionKey.OP_ACCEPT : 0;
    }

    @Override
    public void beginBlocking() {
        begin();
    }

    @Override
    public void endBlocking(boolean completed) throws AsynchronousCloseException {
        end(completed);
    }

    @Override
    public void ensureConnected() {
        if (!bound) {
            throw new NotYetBoundException();
        }
    }

    // ---- addresses and options

    @Override
    public ServerSocketChannel bind(SocketAddress local, int backlog) throws IOException {
        synchronized (bindLock) {
            ensureOpen();
            if (bound) {
                throw new AlreadyBoundException();
            }
            socket.endpoint.enter();
            try {
                socket.family.bindListener(socket, local);
                socket.listen(backlog < 1 ? DEFAULT_BACKLOG : backlog);
                bound = true;
            } finally {
                socket.endpoint.handle.leave();
            }
        }
        return this;
    }

    @Override
    public SocketAddress getLocalAddress() throws IOException {
        ensureOpen();
        return localAddress();
    }

    /** The address bound to; else null. After close it is known where it was asked for before. */
    SocketAddress localAddress() throws IOException {
        return bound ? socket.localAddress() : null;
    }

    SocketAddress localAddressIfKnown() {
        return bound ? socket.localAddressIfKnown() : null;
    }

    boolean isBound() {
        return bound;
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return socket.options.supported();
    }

    @Override
    public Set<SocketOption<?>> addedOptions() {
        return socket.options.added();
    }

    @Override
    public <T> T getOption(SocketOption<T> name) throws IOException {
        return socket.getOption(name);
    }

    @Override
    public <T> ServerSocketChannel setOption(SocketOption<T> name, T value) throws IOException {
        socket.setOption(name, value);
        return this;
    }

    @Override
    public ServerSocket socket() {
        synchronized (bindLock) {
            if (adaptor == null) {
                adaptor = socket.family.adaptor(this);
            }
            return adaptor;
        }
    }

    // ---- accept

    @Override
    public SocketChannel accept() throws IOException {
        return accept(isBlocking(), 0);
    }

    /** Null where there is no connection and the call is not to block. 0 nanoseconds is without limit. */
    SocketChannel accept(boolean block, long timeoutNanos) throws IOException {
        socket.endpoint.enterRead();
        try {
            if (block) {
                return await(timeoutNanos);
            }
            ensureConnected();
            attempt();
            return takeAccepted();
        } finally {
            socket.endpoint.handle.leaveRead();
        }
    }

    private SocketChannel await(long timeoutNanos) throws IOException {
        Deadline deadline = Deadline.of("Accept", timeoutNanos);
        SocketChannel taken = null;
        begin();
        try {
            ensureConnected();
            blocking.take(new Connections(), null, null, 0, 0, deadline);
            taken = takeAccepted();
        } finally {
            endAccept(taken);
        }
        return taken;
    }

    /** An interrupt may come when there is a connection already: nobody will ever see that channel. */
    private void endAccept(SocketChannel accepted) throws IOException {
        try {
            end(accepted != null);
        } catch (AsynchronousCloseException e) {
            if (accepted != null) {
                accepted.close();
            }
            throw e;
        }
    }

    /** {@link #accepted} is a connection, or the answer is {@link BlockingInput#WOULD_BLOCK}. */
    private long attempt() throws IOException {
        Readiness readiness = socket.endpoint.readiness;
        try (Borrowed peer = sockets.memory().borrow(Addresses.SIZE)) {
            long before = readiness.before(Poller.READ);
            long result = sockets.accept(socket.endpoint.descriptor(), peer.bytes());
            if (OsError.isWouldBlock(result)) {
                readiness.drained(Poller.READ, before);
                return BlockingInput.WOULD_BLOCK;
            }
            readiness.doubtful(Poller.READ);
            if (result < 0) {
                throw new IOException(OsError.text(sockets, result));
            }
            accepted = StreamSocketChannel.accepted(provider(), sockets, socket.family, result, peer.bytes());
            return result;
        }
    }

    /** Asked by accept in blocking mode. */
    private final class Connections implements BlockingInput.Source {
        @Override
        public long attempt(ByteBuffer buffer, ByteBuffer[] buffers, int from, int to) throws IOException {
            return StreamServerSocketChannel.this.attempt();
        }
    }

    /** Null where there is none. */
    private SocketChannel takeAccepted() {
        SocketChannel taken = accepted;
        accepted = null;
        return taken;
    }

    // ---- life

    @Override
    protected void implCloseSelectableChannel() throws IOException {
        try {
            if (bound) {
                socket.keepLocalAddress();
            }
        } finally {
            socket.close();
        }
    }

    @Override
    protected void implConfigureBlocking(boolean block) throws IOException {
        socket.endpoint.configureBlocking(block);
    }

    private void ensureOpen() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(getClass().getName()).append('[');
        if (!isOpen()) {
            return text.append("closed]").toString();
        }
        try {
            SocketAddress local = localAddress();
            return text.append(local == null ? "unbound" : local).append(']').toString();
        } catch (IOException e) {
            return text.append(e.getMessage()).append(']').toString();
        }
    }
}
