// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import io.headrace.TriggerMode;
import io.headrace.os.Poller;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.SelectorProvider;

/** A channel over a {@link FakeSocket}: its operations tell what they learned as those of the real channels do. */
final class FakeChannel extends AbstractSelectableChannel implements Pollable {
    private static final Runnable NOTHING = () -> {};

    enum Connection {
        NONE,
        PENDING,
        DONE
    }

    final FakeSocket socket = new FakeSocket();
    final ChannelKind kind;
    Connection connection = Connection.DONE;

    /** Runs once, when a selector next asks for the kind, for what is ready, or for the readiness. */
    Runnable whenAskedForOps = NOTHING;

    Runnable whenAskedForReadiness = NOTHING;

    /** Run by close: before the keys are told, and when the descriptor is closed and no key cancelled yet. */
    Runnable beforeClosing = NOTHING;

    Runnable whenClosed = NOTHING;

    private final Readiness readiness = new Readiness();
    private final Handle handle;

    FakeChannel(FakeKernel kernel, ChannelKind kind) {
        super(SelectorProvider.provider());
        this.kind = kind;
        this.handle = new Handle(kernel.sockets(), kernel.open(socket), kind);
        if (!kind.stream) {
            socket.makeIdle();
        }
        configureUnblocking();
    }

    static FakeChannel unconnected(FakeKernel kernel) {
        FakeChannel channel = new FakeChannel(kernel, ChannelKind.TCP_STREAM);
        channel.connection = Connection.NONE;
        channel.socket.makeUnconnected();
        return channel;
    }

    private void configureUnblocking() {
        try {
            configureBlocking(false);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    ReadinessKey register(ReadinessSelector selector, int ops) throws IOException {
        return (ReadinessKey) super.register(selector, ops, null);
    }

    ReadinessKey register(ReadinessSelector selector, int ops, TriggerMode mode) throws IOException {
        return (ReadinessKey) selector.register(this, ops, mode, null);
    }

    /** Byte by byte, until it would block. */
    void receiveAll() {
        int n;
        do {
            n = receive(1);
        } while (n > 0);
    }

    int receive(int room) {
        return receive(room, NOTHING);
    }

    int receive(int room, Runnable beforeNote) {
        long before = readiness.before(Poller.READ);
        int n = socket.receive(room);
        beforeNote.run();
        if (n == FakeSocket.WOULD_BLOCK) {
            readiness.drained(Poller.READ, before);
        } else if (n == 0) {
            readiness.endOfStream();
        } else if (n < room) {
            readiness.shortReceive(before);
        } else {
            readiness.doubtful(Poller.READ);
        }
        return n;
    }

    int send(int length) {
        return send(length, NOTHING);
    }

    int send(int length, Runnable beforeNote) {
        long before = readiness.before(Poller.WRITE);
        int n = socket.send(length);
        beforeNote.run();
        if (n < length) {
            readiness.drained(Poller.WRITE, before);
        } else {
            readiness.doubtful(Poller.WRITE);
        }
        return n;
    }

    int accept() {
        return receive(1);
    }

    void acceptWithoutDescriptors() {
        readiness.doubtful(Poller.READ);
    }

    void connect() {
        socket.makeIdle();
        connection = Connection.PENDING;
        readiness.invalidateAll();
    }

    void finishConnect() {
        connection = Connection.DONE;
        readiness.invalidateAll();
    }

    @Override
    public ChannelKind kind() {
        return kind;
    }

    @Override
    public Handle handle() {
        return handle;
    }

    @Override
    public Readiness readiness() {
        Runnable now = whenAskedForReadiness;
        whenAskedForReadiness = NOTHING;
        now.run();
        return readiness;
    }

    @Override
    public int readyOps(int directions) {
        Runnable now = whenAskedForOps;
        whenAskedForOps = NOTHING;
        now.run();
        int read = kind == ChannelKind.LISTENER ? SelectionKey.OP_ACCEPT : SelectionKey.OP_READ;
        int ops = ((directions & Poller.READ) != 0 ? read : 0)
                | ((directions & Poller.WRITE) != 0 ? SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT : 0);
        return ops
                & validOps()
                & switch (connection) {
                    case NONE -> 0;
                    case PENDING -> SelectionKey.OP_CONNECT;
                    case DONE -> ~SelectionKey.OP_CONNECT;
                };
    }

    @Override
    public int validOps() {
        return switch (kind) {
            case LISTENER -> SelectionKey.OP_ACCEPT;
            case PIPE_SOURCE -> SelectionKey.OP_READ;
            case PIPE_SINK -> SelectionKey.OP_WRITE;
            default -> SelectionKey.OP_READ | SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;
        };
    }

    @Override
    protected void implCloseSelectableChannel() {
        beforeClosing.run();
        readiness.closing();
        handle.close();
        whenClosed.run();
    }

    @Override
    protected void implConfigureBlocking(boolean block) {}
}
