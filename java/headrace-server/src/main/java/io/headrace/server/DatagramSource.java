// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Receives datagrams in a loop, and hands each to its session. The loop's thread, unless a method says otherwise. */
final class DatagramSource implements ChannelHandler, Source {
    private static final int DATAGRAMS_A_CALL = 64;

    private final ServerCore core;
    private final EventLoop loop;
    private final DatagramChannel channel;
    private final Supplier<? extends DatagramHandler> handlers;
    private final Registration registration;
    private final Map<SocketAddress, DatagramSession> sessions = new HashMap<>();

    /** One byte more than is allowed, to see that a datagram is too large. */
    private final ByteBuffer buffer;

    private boolean takesAll;
    private One wanted;

    DatagramSource(
            ServerCore core, EventLoop loop, DatagramChannel channel, Supplier<? extends DatagramHandler> handlers)
            throws IOException {
        this.core = core;
        this.loop = loop;
        this.channel = channel;
        this.handlers = handlers;
        buffer = ByteBuffer.allocateDirect(Math.min(core.limits().request(), 65_535) + 1);
        registration = loop.register(channel, 0, this);
    }

    @Override
    public SocketAddress address() throws IOException {
        return channel.getLocalAddress();
    }

    @Override
    public void takeAll() {
        loop.execute(() -> {
            takesAll = true;
            updateInterest();
        });
    }

    @Override
    public void take(One one) {
        wanted = one;
        updateInterest();
    }

    @Override
    public void takeNone() {
        takesAll = false;
        wanted = null;
        updateInterest();
    }

    /** Takes no more. The channel stays open for the replies of sessions: {@link EventLoop#stop} closes it. */
    @Override
    public void close() {
        loop.execute(this::takeNone);
    }

    private boolean isWanted() {
        return takesAll || wanted != null;
    }

    private void updateInterest() {
        registration.ops(isWanted() ? SelectionKey.OP_READ : 0);
    }

    @Override
    public void ready(Registration own, int readyOps) {
        for (int i = 0; i < DATAGRAMS_A_CALL && isWanted(); i++) {
            try {
                SocketAddress from = channel.receive(buffer.clear());
                if (from == null) {
                    break;
                }
                take(from, buffer.flip());
            } catch (IOException e) {
                // of an earlier reply: one for the listener, and the next datagram is another matter
                core.report(channel, e);
                break;
            }
        }
        updateInterest();
    }

    private void take(SocketAddress from, ByteBuffer datagram) {
        if (datagram.remaining() == buffer.capacity()) {
            core.counters().tooLarge.increment();
            core.counters().dropped.increment();
            return;
        }
        DatagramSession session = sessions.get(from);
        if (session == null) {
            if (sessions.size() >= core.limits().connections()) {
                core.counters().dropped.increment();
                return;
            }
            session = new DatagramSession(core, loop, channel, from, handlers.get(), this::forget);
            sessions.put(from, session);
            core.counters().accepted.increment();
            core.live().add(session);
        }
        core.counters().received.add(datagram.remaining());
        One one = wanted;
        wanted = null;
        if (one != null) {
            one.taken.countDown();
        }
        session.take(datagram, one);
    }

    private void forget(DatagramSession session) {
        sessions.remove(session.remoteAddress(), session);
    }
}
