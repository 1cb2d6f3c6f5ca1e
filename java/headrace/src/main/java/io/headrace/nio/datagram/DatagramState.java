// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.datagram;

import io.headrace.nio.channel.Endpoint;
import io.headrace.os.Addresses;
import io.headrace.os.Borrowed;
import io.headrace.os.OsError;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.NotYetConnectedException;

/**
 * Where a datagram channel is bound and connected to. Any thread may read, after close too; changes are made inside a
 * use of the handle and hold the monitor.
 */
final class DatagramState<A extends SocketAddress> {
    final DatagramFamily<A> family;
    private final Endpoint endpoint;
    private final Sockets sockets;

    private volatile A local;
    private volatile A remote;

    /** What {@link #local} was before connect; guarded by this. */
    private A localBefore;

    DatagramState(Endpoint endpoint, DatagramFamily<A> family) {
        this.endpoint = endpoint;
        this.sockets = endpoint.sockets;
        this.family = family;
    }

    /** Null where the channel is unbound. */
    A local() {
        return local;
    }

    /** Null where the channel is unconnected. */
    A remote() {
        return remote;
    }

    void ensureConnected() {
        if (remote == null) {
            throw new NotYetConnectedException();
        }
    }

    synchronized void bind(SocketAddress address) throws IOException {
        if (local != null) {
            throw new AlreadyBoundException();
        }
        bindTo(family.local(address));
    }

    /** Before sending and connecting. */
    void ensureBoundToSend() throws IOException {
        if (family.bindsToSend()) {
            ensureBound();
        }
    }

    /** Receiving binds an unbound channel. */
    void ensureBound() throws IOException {
        if (local == null) {
            synchronized (this) {
                if (local == null) {
                    bindTo(family.local(null));
                }
            }
        }
    }

    synchronized void ensureUnconnected() {
        if (remote != null) {
            throw new AlreadyConnectedException();
        }
    }

    /** Connects, from another peer too. With the read and the write lock: what was received before is thrown away. */
    synchronized void connect(A to) throws IOException {
        if (family.lacksPort(to)) {
            throw new SocketException("Can't connect to port 0");
        }
        disconnect();
        ensureBoundToSend();
        localBefore = local;
        try (Borrowed memory = borrowAddress()) {
            family.write(memory.bytes(), to);
            OsError.check(sockets, sockets.connect(endpoint.descriptor(), memory.bytes()));
        }
        remote = to;
        readLocal();
        dropReceived();
        endpoint.readiness.invalidateAll();
    }

    /** With the read and the write lock. */
    synchronized void disconnect() throws IOException {
        if (remote == null) {
            return;
        }
        OsError.check(sockets, sockets.disconnect(endpoint.descriptor()));
        remote = null;
        endpoint.readiness.invalidateAll();
        readLocal();
        if (local != null && family.lacksPort(local)) {
            // Linux gives up a port of its own choice; memberships, options and registrations are still there.
            local = null;
            bindTo(localBefore);
        }
    }

    /** What whoever opened the socket has made of it: its addresses as the system tells them. */
    synchronized void inherit(ByteBuffer localAddress, ByteBuffer peer) {
        localBefore = family.read(localAddress);
        local = localBefore == null || family.lacksPort(localBefore) ? null : localBefore;
        remote = family.read(peer);
    }

    private void bindTo(A address) throws IOException {
        try (Borrowed memory = borrowAddress()) {
            family.write(memory.bytes(), address);
            OsError.check(sockets, sockets.bind(endpoint.descriptor(), memory.bytes()));
        }
        readLocal();
        endpoint.readiness.invalidateAll();
    }

    private void readLocal() throws IOException {
        try (Borrowed memory = borrowAddress()) {
            OsError.check(sockets, sockets.localAddress(endpoint.descriptor(), memory.bytes()));
            local = family.read(memory.bytes());
        }
    }

    private Borrowed borrowAddress() {
        return sockets.memory().borrow(Addresses.SIZE);
    }

    private void dropReceived() {
        try (Borrowed memory = borrowAddress()) {
            long received;
            do {
                received = sockets.transfer(
                        Sockets.RECEIVE_FROM, endpoint.descriptor(), memory.bytes(), 0, 0, memory.bytes(), null);
            } while (received >= 0);
        }
    }
}
