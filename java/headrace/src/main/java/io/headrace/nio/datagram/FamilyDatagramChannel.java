// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.datagram;

import io.headrace.nio.channel.Endpoint;
import io.headrace.nio.channel.EndpointChannel;
import io.headrace.nio.channel.OptionTable;
import io.headrace.nio.selector.ChannelKind;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;

/**
 * What the datagram channels of all families have. Threads, locks and errors are those that {@link DatagramChannel}
 * documents.
 */
abstract class FamilyDatagramChannel<A extends SocketAddress> extends DatagramChannel implements EndpointChannel {
    private static final Cleaner CLEANER = Cleaner.create();

    final Endpoint endpoint;
    final DatagramState<A> state;
    final DatagramInput<A> input;
    final DatagramOutput<A> output;
    private final OptionTable options;
    private final ChannelKind kind;

    /** Frees the descriptor of a channel that nobody closed and nobody can reach any more. */
    private final Cleaner.Cleanable release;

    FamilyDatagramChannel(
            SelectorProvider provider,
            Sockets sockets,
            DatagramFamily<A> family,
            ChannelKind kind,
            OptionTable options,
            long descriptor,
            boolean readAhead) {
        super(provider);
        this.kind = kind;
        this.options = options;
        endpoint = new Endpoint(this, sockets, descriptor, kind);
        state = new DatagramState<>(endpoint, family);
        input = new DatagramInput<>(endpoint, state, readAhead);
        output = new DatagramOutput<>(endpoint, state);
        release = CLEANER.register(this, endpoint.handle::close);
    }

    // ---- for selectors and operations

    @Override
    public final ChannelKind kind() {
        return kind;
    }

    @Override
    public final Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public final void share() {
        if (input.isJoined()) {
            throw new UnsupportedOperationException(
                    "this channel receives joined datagrams: another process would take several for one");
        }
        endpoint.share();
    }

    @Override
    public final int readyOps(int directions) {
        return ChannelKind.readyOps(directions, SelectionKey.OP_READ, SelectionKey.OP_WRITE);
    }

    @Override
    public final void beginBlocking() {
        begin();
    }

    @Override
    public final void endBlocking(boolean completed) throws AsynchronousCloseException {
        end(completed);
    }

    @Override
    public final void ensureConnected() {
        state.ensureConnected();
    }

    // ---- addresses and options

    @Override
    public final DatagramChannel bind(SocketAddress local) throws IOException {
        endpoint.enterExclusive();
        try {
            state.bind(local);
        } finally {
            endpoint.leaveExclusive();
        }
        return this;
    }

    @Override
    public final SocketAddress getLocalAddress() throws IOException {
        ensureOpen();
        return state.local();
    }

    @Override
    public final SocketAddress getRemoteAddress() throws IOException {
        ensureOpen();
        return state.remote();
    }

    @Override
    public final Set<SocketOption<?>> supportedOptions() {
        return options.supported();
    }

    @Override
    public final Set<SocketOption<?>> addedOptions() {
        return options.added();
    }

    @Override
    public final <T> T getOption(SocketOption<T> name) throws IOException {
        return options.get(endpoint, state.family.number(), name);
    }

    @Override
    public final <T> DatagramChannel setOption(SocketOption<T> name, T value) throws IOException {
        options.set(endpoint, state.family.number(), name, value);
        return this;
    }

    // ---- connection

    @Override
    public final boolean isConnected() {
        return state.remote() != null && isOpen();
    }

    @Override
    public final DatagramChannel connect(SocketAddress remote) throws IOException {
        return connect(remote, false);
    }

    /** Again: from another peer too. */
    final DatagramChannel connect(SocketAddress remote, boolean again) throws IOException {
        A to = state.family.check(remote);
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
    public final DatagramChannel disconnect() throws IOException {
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
    public final SocketAddress receive(ByteBuffer buffer) throws IOException {
        return input.receive(buffer);
    }

    @Override
    public final int send(ByteBuffer buffer, SocketAddress target) throws IOException {
        return output.send(buffer, target);
    }

    @Override
    public final int read(ByteBuffer buffer) throws IOException {
        return input.read(buffer);
    }

    @Override
    public final long read(ByteBuffer[] buffers, int offset, int length) throws IOException {
        return input.read(buffers, offset, length);
    }

    @Override
    public final int write(ByteBuffer buffer) throws IOException {
        return output.write(buffer);
    }

    @Override
    public final long write(ByteBuffer[] buffers, int offset, int length) throws IOException {
        return output.write(buffers, offset, length);
    }

    // ---- life

    /** Before the descriptor is closed. */
    void closing() {}

    @Override
    protected final void implCloseSelectableChannel() throws IOException {
        closing();
        try {
            endpoint.close();
        } finally {
            release.clean();
        }
    }

    @Override
    protected final void implConfigureBlocking(boolean block) throws IOException {
        endpoint.configureBlocking(block);
    }

    private void ensureOpen() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public final String toString() {
        if (!isOpen()) {
            return DatagramChannel.class.getName() + "[closed]";
        }
        A local = state.local();
        A remote = state.remote();
        return DatagramChannel.class.getName() + "[" + (local == null ? "unbound" : "local=" + local)
                + (remote == null ? "" : ", remote=" + remote) + "]";
    }
}
