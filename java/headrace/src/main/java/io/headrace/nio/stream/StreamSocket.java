// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import io.headrace.nio.channel.Endpoint;
import io.headrace.nio.channel.OptionTable;
import io.headrace.nio.selector.Readiness;
import io.headrace.os.Addresses;
import io.headrace.os.Borrowed;
import io.headrace.os.OptionNumber;
import io.headrace.os.OsError;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.concurrent.TimeUnit;

/**
 * What the channels of connections and of listeners share: a stream socket's addresses, options, shutdown and close.
 */
final class StreamSocket {
    /** How often a connection that found no room in the listener's queue is tried again. */
    private static final long QUEUE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    final Endpoint endpoint;
    final AddressFamily family;
    final OptionTable options;

    private volatile SocketAddress local;

    /** Of a socket that is closed, until somebody asks for it: {@link Addresses#inet4}. */
    private volatile long lastLocal;

    /** The listener had no room: the system has not begun to connect, and does not tell when there is room. */
    private volatile boolean turnedAway;

    /** SO_LINGER in seconds; negative for none, and until somebody sets it. */
    private volatile int linger = -1;

    StreamSocket(Endpoint endpoint, AddressFamily family, OptionTable options) {
        this.endpoint = endpoint;
        this.family = family;
        this.options = options;
    }

    /** @throws UnsupportedOperationException the system has no sockets of this family, or Headrace none there */
    static long open(Sockets sockets, AddressFamily family) throws IOException {
        long result = sockets.open(family.number(), Sockets.STREAM);
        if (result < 0 && OsError.kind(result) == OsError.UNSUPPORTED) {
            throw new UnsupportedOperationException(OsError.text(sockets, result));
        }
        return OsError.check(sockets, result);
    }

    // ---- addresses: inside a use

    void bind(SocketAddress address) throws IOException {
        try (Borrowed memory = borrowAddress()) {
            family.write(memory.bytes(), address);
            OsError.check(endpoint.sockets, endpoint.sockets.bind(endpoint.descriptor(), memory.bytes()));
        }
        endpoint.readiness.invalidateAll();
    }

    private Borrowed borrowAddress() {
        return endpoint.sockets.memory().borrow(Addresses.SIZE);
    }

    void listen(int backlog) throws IOException {
        OsError.check(endpoint.sockets, endpoint.sockets.listen(endpoint.descriptor(), backlog));
        endpoint.readiness.invalidateAll();
    }

    /** False where the connection is pending. */
    boolean connect(SocketAddress to) throws IOException {
        long result;
        try (Borrowed memory = borrowAddress()) {
            family.write(memory.bytes(), to);
            result = endpoint.sockets.connect(endpoint.descriptor(), memory.bytes());
        }
        turnedAway = OsError.isWouldBlock(result);
        boolean connected = !turnedAway && connected(result, to);
        // The wildcard address that it may have been bound to has become one of the host's.
        local = null;
        return connected;
    }

    /** False where the connection is still pending. */
    boolean finishConnect(SocketAddress to) throws IOException {
        return turnedAway ? connect(to) : connected(endpoint.sockets.finishConnect(endpoint.descriptor()), to);
    }

    /**
     * The system reports a socket that a full queue turned away as ready: a selector would come back at once, in
     * vain.
     */
    void paceTries() {
        if (turnedAway) {
            endpoint.readiness.holdBack(Readiness.ALL_OPS, QUEUE_NANOS);
        } else {
            endpoint.readiness.letGo();
        }
    }

    void awaitConnect(long timeoutNanos) throws IOException {
        if (turnedAway) {
            long nanos = timeoutNanos < 0 ? QUEUE_NANOS : Math.min(timeoutNanos, QUEUE_NANOS);
            endpoint.waiters.pause(Poller.WRITE, nanos);
        } else {
            endpoint.await(Poller.WRITE, timeoutNanos);
        }
    }

    private boolean connected(long result, SocketAddress to) throws IOException {
        if (result < 0 && OsError.kind(result) != OsError.IN_PROGRESS) {
            throw OsError.ofSocket(endpoint.sockets, result, family.hostInfo(to));
        }
        return result >= 0;
    }

    /** Of a socket that is bound. Once known it is answered after close too. */
    SocketAddress localAddress() throws IOException {
        SocketAddress known = local;
        if (known == null && lastLocal != 0) {
            local = known = Addresses.ofInet4(lastLocal);
        }
        if (known == null) {
            endpoint.enter();
            try (Borrowed memory = borrowAddress()) {
                OsError.check(endpoint.sockets, endpoint.sockets.localAddress(endpoint.descriptor(), memory.bytes()));
                local = known = family.readLocal(memory.bytes());
            } finally {
                endpoint.handle.leave();
            }
        }
        return known;
    }

    /**
     * As {@link #localAddress}, or null where the socket was closed before it was asked, or the system does not tell.
     */
    SocketAddress localAddressIfKnown() {
        try {
            return localAddress();
        } catch (IOException unknown) {
            return local;
        }
    }

    /** Before close, of a socket that is bound: {@link #localAddress} answers it afterwards. */
    void keepLocalAddress() {
        if (local == null && family.isInternet() && endpoint.handle.enter()) {
            try (Borrowed memory = borrowAddress()) {
                if (endpoint.sockets.localAddress(endpoint.descriptor(), memory.bytes()) >= 0) {
                    lastLocal = Addresses.inet4(memory.bytes());
                    local = lastLocal == 0 ? family.readLocal(memory.bytes()) : null;
                }
            } finally {
                endpoint.handle.leave();
            }
        }
    }

    // ---- options

    <T> T getOption(SocketOption<T> name) throws IOException {
        return options.get(endpoint, family.number(), name);
    }

    void setOption(SocketOption<?> name, Object value) throws IOException {
        options.set(endpoint, family.number(), name, value);
        if (name.equals(StandardSocketOptions.SO_LINGER)) {
            linger = (Integer) value;
        }
    }

    boolean isUrgentDataInline() throws IOException {
        return (Boolean) OptionTable.get(endpoint, family.number(), OptionTable.OOB_INLINE);
    }

    void setUrgentDataInline(boolean on) throws IOException {
        OptionTable.set(endpoint, family.number(), OptionTable.OOB_INLINE, on);
    }

    // ---- end

    void shutdown(int direction) throws IOException {
        endpoint.enter();
        try {
            OsError.check(endpoint.sockets, endpoint.sockets.shutdown(endpoint.descriptor(), direction));
        } finally {
            endpoint.handle.leave();
        }
        endpoint.readiness.doubtful(direction);
    }

    /**
     * SO_LINGER must not hold up the thread: a selector's thread may be the one that closes.
     *
     * @param unread whether the peer may have sent what nobody has received
     */
    void closePromptly(boolean unread) throws IOException {
        if (endpoint.handle.isShared()) {
            endpoint.close();
            return;
        }
        Runnable last = unread && linger != 0 && family.isInternet() ? new UnreadInput(endpoint) : null;
        try {
            if (linger > 0) {
                long result =
                        endpoint.sockets.setOption(endpoint.descriptor(), family.number(), OptionNumber.SO_LINGER, -1);
                OsError.check(endpoint.sockets, result, "SO_LINGER");
            }
        } finally {
            endpoint.close(last);
        }
    }

    /** Where linger is 0 that resets the peer. */
    void close() throws IOException {
        endpoint.close();
    }
}
