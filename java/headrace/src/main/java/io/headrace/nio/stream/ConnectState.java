// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import io.headrace.nio.selector.ChannelKind;
import io.headrace.nio.selector.Pollable;
import io.headrace.os.Addresses;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ConnectionPendingException;
import java.nio.channels.NoConnectionPendingException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SelectionKey;

/**
 * How far a SocketChannel has come: unconnected, pending, connected. Any thread may read; changes hold its monitor.
 */
final class ConnectState {
    private enum Phase {
        UNCONNECTED(0, 0),
        PENDING(0, SelectionKey.OP_CONNECT),
        CONNECTED(SelectionKey.OP_READ, SelectionKey.OP_WRITE);

        private final int opsOfRead;
        private final int opsOfWrite;

        Phase(int opsOfRead, int opsOfWrite) {
            this.opsOfRead = opsOfRead;
            this.opsOfWrite = opsOfWrite;
        }
    }

    private volatile Phase phase = Phase.UNCONNECTED;
    private volatile SocketAddress remote;

    /** Of an accepted connection, until somebody asks for it: {@link Addresses#inet4}. Guarded by this. */
    private long peer;

    /** By the user. */
    private volatile boolean bound;

    boolean isConnected() {
        return phase == Phase.CONNECTED;
    }

    boolean isPending() {
        return phase == Phase.PENDING;
    }

    /** Bound by the user, or by a connect. */
    boolean isBound() {
        return bound || isConnected();
    }

    /** Where the channel is connected to, or was asked to; else null. */
    SocketAddress remote() {
        SocketAddress known = remote;
        return known != null ? known : remoteOfPeer();
    }

    private synchronized SocketAddress remoteOfPeer() {
        if (remote == null && peer != 0) {
            remote = Addresses.ofInet4(peer);
        }
        return remote;
    }

    void ensureConnected() {
        if (phase != Phase.CONNECTED) {
            throw new NotYetConnectedException();
        }
    }

    synchronized void ensureBindable() {
        if (phase == Phase.PENDING) {
            throw new ConnectionPendingException();
        }
        if (isBound()) {
            throw new AlreadyBoundException();
        }
    }

    synchronized void ensureUnconnected() {
        if (phase == Phase.CONNECTED) {
            throw new AlreadyConnectedException();
        }
        if (phase == Phase.PENDING) {
            throw new ConnectionPendingException();
        }
    }

    void ensurePending() {
        if (phase != Phase.PENDING) {
            throw new NoConnectionPendingException();
        }
    }

    synchronized void bound() {
        bound = true;
    }

    synchronized void connecting(SocketAddress to) {
        ensureUnconnected();
        remote = to;
        phase = Phase.PENDING;
    }

    /** To the address of {@link #connecting}. */
    synchronized void connected() {
        phase = Phase.CONNECTED;
    }

    /** From a peer of this address. Once, before any other thread knows the channel. */
    synchronized void accepted(AddressFamily family, ByteBuffer address) {
        peer = Addresses.inet4(address);
        if (peer == 0) {
            remote = family.readPeer(address);
        }
        phase = Phase.CONNECTED;
    }

    /** See {@link Pollable#readyOps}. */
    int readyOps(int directions) {
        Phase current = phase;
        return ChannelKind.readyOps(directions, current.opsOfRead, current.opsOfWrite);
    }
}
