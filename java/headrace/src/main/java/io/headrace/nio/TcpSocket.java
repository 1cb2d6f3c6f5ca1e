// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio;

import io.headrace.os.Addresses;
import io.headrace.os.OptionNumber;
import io.headrace.os.OsError;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** What the channels of connections and of listeners share: a TCP socket's addresses, options, shutdown and close. */
final class TcpSocket {
    private static volatile OptionTable clientOptions;
    private static volatile OptionTable listenerOptions;

    final Endpoint endpoint;
    final int family;
    final OptionTable options;
    private final Sockets sockets;

    private volatile InetSocketAddress local;
    private volatile boolean lingers;

    TcpSocket(Endpoint endpoint, int family, OptionTable options) {
        this.endpoint = endpoint;
        this.sockets = endpoint.sockets;
        this.family = family;
        this.options = options;
    }

    static OptionTable clientOptions(Sockets sockets) {
        OptionTable table = clientOptions;
        if (table == null) {
            clientOptions = table = OptionTable.ofClients(sockets);
        }
        return table;
    }

    static OptionTable listenerOptions(Sockets sockets) {
        OptionTable table = listenerOptions;
        if (table == null) {
            listenerOptions = table = OptionTable.ofListeners(sockets);
        }
        return table;
    }

    // ---- addresses: inside a use

    void bind(InetSocketAddress address) throws IOException {
        ByteBuffer memory = ThreadBuffers.current().address();
        Addresses.write(memory, family, address);
        OsError.check(sockets, sockets.bind(endpoint.descriptor(), memory));
        endpoint.readiness.forgetAll();
    }

    void listen(int backlog) throws IOException {
        OsError.check(sockets, sockets.listen(endpoint.descriptor(), backlog));
        endpoint.readiness.forgetAll();
    }

    /** False where the connection is pending. */
    boolean connect(InetSocketAddress to) throws IOException {
        ByteBuffer memory = ThreadBuffers.current().address();
        Addresses.write(memory, family, to);
        boolean connected = connected(sockets.connect(endpoint.descriptor(), memory), to);
        // The wildcard address that it may have been bound to has become one of the host's.
        local = null;
        return connected;
    }

    /** False where the connection is still pending. */
    boolean finishConnect(InetSocketAddress to) throws IOException {
        return connected(sockets.finishConnect(endpoint.descriptor()), to);
    }

    private boolean connected(long result, InetSocketAddress to) throws IOException {
        if (result < 0 && OsError.kind(result) != OsError.IN_PROGRESS) {
            throw OsError.ofSocket(sockets, result, Inet.hostInfo(to));
        }
        return result >= 0;
    }

    /** Of a socket that is bound. Once known it is answered after close too. */
    InetSocketAddress localAddress() throws IOException {
        InetSocketAddress known = local;
        if (known == null) {
            endpoint.enter();
            try {
                ByteBuffer memory = ThreadBuffers.current().address();
                OsError.check(sockets, sockets.localAddress(endpoint.descriptor(), memory));
                local = known = Addresses.read(memory);
            } finally {
                endpoint.handle.leave();
            }
        }
        return known;
    }

    /** As {@link #localAddress}, or null where the socket was closed before it was asked, or the system does not tell. */
    InetSocketAddress localAddressIfKnown() {
        try {
            return localAddress();
        } catch (IOException unknown) {
            return local;
        }
    }

    // ---- options

    Object getOption(OptionTable.Row row) throws IOException {
        endpoint.enter();
        try {
            return OptionTable.get(sockets, endpoint.descriptor(), family, row);
        } finally {
            endpoint.handle.leave();
        }
    }

    void setOption(OptionTable.Row row, Object value) throws IOException {
        row.values().ensureType(row.option(), value);
        endpoint.enter();
        try {
            OptionTable.set(sockets, endpoint.descriptor(), family, row, value);
        } finally {
            endpoint.handle.leave();
        }
        if (row.number() == OptionNumber.SO_LINGER) {
            lingers = (Integer) value > 0;
        }
        endpoint.readiness.doubtful(Poller.READ);
        endpoint.readiness.doubtful(Poller.WRITE);
    }

    // ---- end

    void shutdown(int direction) throws IOException {
        endpoint.enter();
        try {
            OsError.check(sockets, sockets.shutdown(endpoint.descriptor(), direction));
        } finally {
            endpoint.handle.leave();
        }
        endpoint.readiness.doubtful(direction);
    }

    /**
     * @param promptly SO_LINGER must not hold up the thread: a selector's thread may be the one that closes
     */
    void close(boolean promptly) throws IOException {
        try {
            if (promptly && lingers) {
                long result = sockets.setOption(endpoint.descriptor(), family, OptionNumber.SO_LINGER, -1);
                OsError.check(sockets, result, "SO_LINGER");
            }
        } finally {
            endpoint.close();
        }
    }
}
