// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import io.headrace.nio.channel.Deadline;
import io.headrace.nio.channel.Endpoint;
import io.headrace.nio.channel.EndpointChannel;
import io.headrace.nio.jfr.Recordings;
import io.headrace.nio.selector.ChannelKind;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import io.headrace.os.Transport;
import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ConnectionPendingException;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;

/**
 * A SocketChannel over TCP or in the Unix domain. Threads, locks and errors are those that {@link SocketChannel}
 * documents.
 */
public class StreamSocketChannel extends SocketChannel implements EndpointChannel {
    private final StreamSocket socket;
    private final StreamInput input;
    private final StreamOutput output;
    private final ConnectState state = new ConnectState();

    /** Made under the monitor of the connect state. */
    private volatile Socket adaptor;

    StreamSocketChannel(SelectorProvider provider, Sockets sockets, AddressFamily family, long descriptor) {
        super(provider);
        Endpoint endpoint = new Endpoint(this, sockets, descriptor, family.kind());
        socket = new StreamSocket(endpoint, family, family.clientOptions(sockets));
        UnreportedError unreported = new UnreportedError();
        input = new StreamInput(socket.endpoint, StreamSystemCalls.OfSocket.CALLS, unreported);
        output = new StreamOutput(
                socket.endpoint, StreamSystemCalls.OfSocket.CALLS, unreported, family.writerMissesEnd());
    }

    /**
     * @param family null for the best internet family that the host has
     * @throws UnsupportedOperationException a family that this host lacks
     */
    public static SocketChannel open(SelectorProvider provider, Transport transport, ProtocolFamily family)
            throws IOException {
        Sockets sockets = transport.sockets();
        AddressFamily known = AddressFamily.of(sockets, family);
        long descriptor = StreamSocket.open(sockets, known);
        return TransferSupport.newChannel(provider, sockets, known, descriptor);
    }

    /** @param peer its address as the system tells it */
    public static StreamSocketChannel accepted(
            SelectorProvider provider, Sockets sockets, AddressFamily family, long descriptor, ByteBuffer peer) {
        StreamSocketChannel channel = TransferSupport.newChannel(provider, sockets, family, descriptor);
        channel.state.accepted(family, peer);
        return channel;
    }

    /** @param bound whether it has a local address */
    public static StreamSocketChannel unconnected(
            SelectorProvider provider, Sockets sockets, AddressFamily family, long descriptor, boolean bound) {
        StreamSocketChannel channel = TransferSupport.newChannel(provider, sockets, family, descriptor);
        if (bound) {
            channel.state.bound();
        }
        return channel;
    }

    // ---- for selectors and operations

    @Override
    public ChannelKind kind() {
        return socket.family.kind();
    }

    @Override
    public Endpoint endpoint() {
        return socket.endpoint;
    }

    @Override
    public int readyOps(int directions) {
        return state.readyOps(directions);
    }

    @Override
    public void share() {
        if (state.isPending()) {
            throw new ConnectionPendingException();
        }
        socket.endpoint.share();
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
        state.ensureConnected();
    }

    // ---- addresses and options

    @Override
    public SocketChannel bind(SocketAddress local) throws IOException {
        socket.endpoint.enterExclusive();
        try {
            state.ensureBindable();
            socket.family.bindClient(socket, local);
            state.bound();
        } finally {
            socket.endpoint.leaveExclusive();
        }
        return this;
    }

    @Override
    public SocketAddress getLocalAddress() throws IOException {
        ensureOpen();
        return localAddress();
    }

    @Override
    public SocketAddress getRemoteAddress() throws IOException {
        ensureOpen();
        return remoteAddress();
    }

    /** The address bound to; else null. After close it is known where it was asked for before. */
    SocketAddress localAddress() throws IOException {
        return state.isBound() ? socket.localAddress() : null;
    }

    SocketAddress localAddressIfKnown() {
        return state.isBound() ? socket.localAddressIfKnown() : null;
    }

    SocketAddress remoteAddress() {
        return state.remote();
    }

    boolean isUrgentDataInline() throws IOException {
        return socket.isUrgentDataInline();
    }

    StreamSocketChannel setUrgentDataInline(boolean on) throws IOException {
        socket.setUrgentDataInline(on);
        return this;
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
    public <T> SocketChannel setOption(SocketOption<T> name, T value) throws IOException {
        socket.setOption(name, value);
        return this;
    }

    @Override
    public Socket socket() {
        synchronized (state) {
            if (adaptor == null) {
                adaptor = socket.family.adaptor(this);
            }
            return adaptor;
        }
    }

    // ---- connection

    @Override
    public boolean isConnected() {
        return state.isConnected() && isOpen();
    }

    @Override
    public boolean isConnectionPending() {
        return state.isPending() && isOpen();
    }

    @Override
    public boolean connect(SocketAddress remote) throws IOException {
        return connect(remote, 0);
    }

    /** The time is for blocking mode; 0 is without limit. A failure closes the channel. */
    boolean connect(SocketAddress remote, long timeoutNanos) throws IOException {
        return exclusively(socket.family.remote(remote), timeoutNanos);
    }

    @Override
    public boolean finishConnect() throws IOException {
        return exclusively(null, 0);
    }

    /** @param to null for where the pending connection goes */
    private boolean exclusively(SocketAddress to, long timeoutNanos) throws IOException {
        socket.endpoint.enterExclusive();
        try {
            return to == null && state.isConnected() || complete(to, timeoutNanos);
        } catch (IOException e) {
            close();
            throw e;
        } finally {
            socket.endpoint.leaveExclusive();
        }
    }

    /** Takes the first step to a connection, and in blocking mode waits for the end. */
    private boolean complete(SocketAddress to, long timeoutNanos) throws IOException {
        if (!isBlocking()) {
            boolean connected = firstStep(to);
            socket.paceTries();
            return note(connected);
        }
        boolean done = false;
        Deadline deadline = Deadline.of("Connect", timeoutNanos);
        beginBlocking();
        try {
            if (isOpen()) {
                done = firstStep(to);
            }
            while (!done && isOpen()) {
                deadline.check();
                socket.awaitConnect(deadline.left());
                done = isOpen() && socket.finishConnect(state.remote());
            }
        } finally {
            note(done);
            endBlocking(done);
        }
        return done;
    }

    private boolean firstStep(SocketAddress to) throws IOException {
        if (to == null) {
            state.ensurePending();
            return socket.finishConnect(state.remote());
        }
        state.connecting(to);
        return socket.connect(to);
    }

    private boolean note(boolean connected) {
        if (connected) {
            state.connected();
        }
        socket.endpoint.readiness.invalidateAll();
        return connected;
    }

    // ---- bytes

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        return Recordings.ofReads() ? RecordedTransfers.read(this, buffer) : input.read(buffer, 0);
    }

    @Override
    public long read(ByteBuffer[] buffers, int offset, int length) throws IOException {
        return Recordings.ofReads()
                ? RecordedTransfers.read(this, buffers, offset, length)
                : input.read(buffers, offset, length);
    }

    @Override
    public int write(ByteBuffer buffer) throws IOException {
        return Recordings.ofWrites() ? RecordedTransfers.write(this, buffer) : output.write(buffer);
    }

    @Override
    public long write(ByteBuffer[] buffers, int offset, int length) throws IOException {
        return Recordings.ofWrites()
                ? RecordedTransfers.write(this, buffers, offset, length)
                : output.write(buffers, offset, length);
    }

    StreamInput input() {
        return input;
    }

    StreamOutput output() {
        return output;
    }

    @Override
    public SocketChannel shutdownInput() throws IOException {
        synchronized (state) {
            ensureOpen();
            state.ensureConnected();
            if (!input.isShut()) {
                socket.shutdown(Poller.READ);
                input.shut();
            }
        }
        return this;
    }

    @Override
    public SocketChannel shutdownOutput() throws IOException {
        synchronized (state) {
            ensureOpen();
            state.ensureConnected();
            if (!output.isShut()) {
                // First: a blocked write that sees EPIPE must know that it was this.
                output.shut();
                socket.shutdown(Poller.WRITE);
            }
        }
        return this;
    }

    // ---- life

    @Override
    protected void implCloseSelectableChannel() throws IOException {
        try {
            if (state.isBound()) {
                socket.keepLocalAddress();
            }
        } finally {
            if (isRegistered() && !isBlocking()) {
                socket.closePromptly(state.isConnected() && !input.hasEnded());
            } else {
                socket.close();
            }
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
        StringBuilder text = new StringBuilder(SocketChannel.class.getName()).append('[');
        if (!isOpen()) {
            return text.append("closed]").toString();
        }
        text.append(state.isConnected() ? "connected" : state.isPending() ? "connection-pending" : "unconnected");
        text.append(input.isShut() ? " ishut" : "").append(output.isShut() ? " oshut" : "");
        try {
            SocketAddress local = localAddress();
            text.append(local == null ? "" : " local=" + local);
        } catch (SocketException | ClosedChannelException closedMeanwhile) {
            text.append(" closing");
        } catch (IOException e) {
            text.append(' ').append(e.getMessage());
        }
        SocketAddress remote = remoteAddress();
        return text.append(remote == null ? "" : " remote=" + remote)
                .append(']')
                .toString();
    }
}
