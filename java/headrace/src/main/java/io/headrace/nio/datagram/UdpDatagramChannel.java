// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.datagram;

import io.headrace.nio.channel.Endpoint;
import io.headrace.nio.channel.EndpointChannel;
import io.headrace.nio.channel.Inet;
import io.headrace.nio.channel.OptionTable;
import io.headrace.nio.selector.ChannelKind;
import io.headrace.os.OsError;
import io.headrace.os.Sockets;
import io.headrace.os.Transport;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.SelectionKey;
import java.nio.channels.spi.SelectorProvider;
import java.util.Objects;
import java.util.Set;

/** A DatagramChannel over UDP. Threads, locks and errors are those that {@link DatagramChannel} documents. */
public final class UdpDatagramChannel extends DatagramChannel implements EndpointChannel {
    private static final Cleaner CLEANER = Cleaner.create();

    private final Endpoint endpoint;
    private final OptionTable options;
    private final DatagramState state;
    private final DatagramInput input;
    private final DatagramOutput output;
    private final BatchInput batchInput;
    private final BatchOutput batchOutput;
    private final Memberships memberships;

    /** Frees the descriptor of a channel that nobody closed and nobody can reach any more. */
    private final Cleaner.Cleanable release;

    /** Guarded by {@link #state}. */
    private DatagramSocket adaptor;

    private UdpDatagramChannel(
            SelectorProvider provider,
            Sockets sockets,
            int family,
            long descriptor,
            boolean readAhead,
            boolean isShared) {
        super(provider);
        endpoint = new Endpoint(this, sockets, descriptor, ChannelKind.UDP);
        options = OptionTable.Of.DATAGRAMS.table(sockets);
        state = new DatagramState(endpoint, family);
        input = new DatagramInput(endpoint, state, readAhead);
        output = new DatagramOutput(endpoint, state);
        batchInput = new BatchInput(endpoint, state, input, !isShared);
        batchOutput = new BatchOutput(endpoint, state);
        memberships = new Memberships(this, endpoint, family);
        release = CLEANER.register(this, endpoint.handle::close);
    }

    /**
     * @param family null for the best that the host has
     * @param readAhead whether a receive may take more datagrams from the system than the one that is asked for
     * @throws UnsupportedOperationException not an internet family, or one that this host lacks
     */
    public static DatagramChannel open(
            SelectorProvider provider, Transport transport, ProtocolFamily family, boolean readAhead)
            throws IOException {
        Sockets sockets = transport.sockets();
        int number = Inet.family(sockets, family);
        long descriptor = OsError.check(sockets, sockets.open(number, Sockets.DATAGRAM));
        return new UdpDatagramChannel(provider, sockets, number, descriptor, readAhead, false);
    }

    /** Of a socket that may be bound and connected. Others may share it: it is read no further than asked. */
    public static UdpDatagramChannel inherited(SelectorProvider provider, Sockets sockets, int family, long descriptor)
            throws IOException {
        UdpDatagramChannel channel = new UdpDatagramChannel(provider, sockets, family, descriptor, false, true);
        channel.state.readInherited();
        return channel;
    }

    // ---- for selectors and operations

    @Override
    public ChannelKind kind() {
        return ChannelKind.UDP;
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public int readyOps(int directions) {
        return ChannelKind.readyOps(directions, SelectionKey.OP_READ, SelectionKey.OP_WRITE);
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
    public DatagramChannel bind(SocketAddress local) throws IOException {
        endpoint.enterExclusive();
        try {
            state.bind(local);
        } finally {
            endpoint.leaveExclusive();
        }
        return this;
    }

    @Override
    public SocketAddress getLocalAddress() throws IOException {
        ensureOpen();
        return state.local();
    }

    @Override
    public SocketAddress getRemoteAddress() throws IOException {
        ensureOpen();
        return state.remote();
    }

    /** Null where the channel is unbound; known after close too. */
    InetSocketAddress localAddress() {
        return state.local();
    }

    /** Null where the channel is unconnected; known after close too. */
    InetSocketAddress remoteAddress() {
        return state.remote();
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return options.supported();
    }

    @Override
    public Set<SocketOption<?>> addedOptions() {
        return options.added();
    }

    @Override
    public <T> T getOption(SocketOption<T> name) throws IOException {
        return options.get(endpoint, state.family, name);
    }

    @Override
    public <T> DatagramChannel setOption(SocketOption<T> name, T value) throws IOException {
        options.set(endpoint, state.family, name, value);
        return this;
    }

    @Override
    public DatagramSocket socket() {
        synchronized (state) {
            if (adaptor == null) {
                adaptor = DatagramSocketAdaptor.of(this);
            }
            return adaptor;
        }
    }

    // ---- connection

    @Override
    public boolean isConnected() {
        return state.remote() != null && isOpen();
    }

    @Override
    public DatagramChannel connect(SocketAddress remote) throws IOException {
        return connect(remote, false);
    }

    /** Again: from another peer too. */
    DatagramChannel connect(SocketAddress remote, boolean again) throws IOException {
        InetSocketAddress to = Inet.check(remote, state.family);
        endpoint.enterExclusive();
        try {
            if (!again) {
                state.ensureUnconnected();
            }
            state.connect(to);
            input.drop();
        } finally {
            endpoint.leaveExclusive();
        }
        return this;
    }

    @Override
    public DatagramChannel disconnect() throws IOException {
        try {
            endpoint.enterExclusive();
        } catch (ClosedChannelException noEffect) {
            return this;
        }
        try {
            state.disconnect();
        } finally {
            endpoint.leaveExclusive();
        }
        return this;
    }

    // ---- datagrams

    @Override
    public SocketAddress receive(ByteBuffer buffer) throws IOException {
        return input.receive(buffer);
    }

    @Override
    public int send(ByteBuffer buffer, SocketAddress target) throws IOException {
        return output.send(buffer, target);
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        return input.read(buffer);
    }

    @Override
    public long read(ByteBuffer[] buffers, int offset, int length) throws IOException {
        return input.read(buffers, offset, length);
    }

    @Override
    public int write(ByteBuffer buffer) throws IOException {
        return output.write(buffer);
    }

    @Override
    public long write(ByteBuffer[] buffers, int offset, int length) throws IOException {
        return output.write(buffers, offset, length);
    }

    public BatchInput batchInput() {
        return batchInput;
    }

    public BatchOutput batchOutput() {
        return batchOutput;
    }

    DatagramInput input() {
        return input;
    }

    DatagramOutput output() {
        return output;
    }

    // ---- groups

    @Override
    public MembershipKey join(InetAddress group, NetworkInterface networkInterface) throws IOException {
        return memberships.join(group, networkInterface, null);
    }

    @Override
    public MembershipKey join(InetAddress group, NetworkInterface networkInterface, InetAddress source)
            throws IOException {
        return memberships.join(group, networkInterface, Objects.requireNonNull(source, "source"));
    }

    Memberships memberships() {
        return memberships;
    }

    // ---- life

    @Override
    protected void implCloseSelectableChannel() throws IOException {
        memberships.endAll();
        try {
            endpoint.close();
        } finally {
            release.clean();
        }
    }

    @Override
    protected void implConfigureBlocking(boolean block) throws IOException {
        endpoint.configureBlocking(block);
    }

    private void ensureOpen() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public String toString() {
        if (!isOpen()) {
            return DatagramChannel.class.getName() + "[closed]";
        }
        InetSocketAddress local = state.local();
        InetSocketAddress remote = state.remote();
        return DatagramChannel.class.getName() + "[" + (local == null ? "unbound" : "local=" + local)
                + (remote == null ? "" : ", remote=" + remote) + "]";
    }
}
