// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.jfr;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import jdk.jfr.events.Handlers;
import jdk.jfr.internal.handlers.EventHandler;

/**
 * The JDK's events where handlers write them, as in 17. It also writes an event for an operation that throws, but
 * none for the streams of a channel's Socket; and it has a host only where its name is known.
 */
final class HandlerSocketEvents extends SocketEvents {
    private static final EventHandler READ = Handlers.SOCKET_READ;
    private static final EventHandler WRITE = Handlers.SOCKET_WRITE;

    static {
        if (READ == null || WRITE == null) {
            throw new IncompatibleClassChangeError("no handlers");
        }
        loaded = new HandlerSocketEvents();
    }

    @Override
    boolean areReadsOn() {
        return READ.isEnabled();
    }

    @Override
    boolean areWritesOn() {
        return WRITE.isEnabled();
    }

    @Override
    boolean coverStreams() {
        return false;
    }

    @Override
    Transfer read() {
        return new Read(EventHandler.timestamp());
    }

    @Override
    Transfer write() {
        return new Write(EventHandler.timestamp());
    }

    /** The name if it is known, else nothing. */
    private static String host(SocketAddress remote) {
        if (remote instanceof InetSocketAddress inet) {
            String nameAndAddress = inet.getAddress().toString();
            return nameAndAddress.substring(0, nameAndAddress.lastIndexOf('/'));
        }
        return Remote.host(remote);
    }

    private static final class Read implements Transfer {
        private final long start;

        Read(long start) {
            this.start = start;
        }

        @Override
        public void ended(long bytes, SocketAddress remote, long timeoutMillis) {
            long duration = EventHandler.timestamp() - start;
            if (remote != null && READ.shouldCommit(duration)) {
                READ.write(
                        start,
                        duration,
                        host(remote),
                        Remote.address(remote),
                        Remote.port(remote),
                        timeoutMillis,
                        Math.max(0, bytes),
                        bytes < 0);
            }
        }

        @Override
        public void failed(SocketAddress remote) {
            ended(0, remote, 0);
        }
    }

    private static final class Write implements Transfer {
        private final long start;

        Write(long start) {
            this.start = start;
        }

        @Override
        public void ended(long bytes, SocketAddress remote, long timeoutMillis) {
            long duration = EventHandler.timestamp() - start;
            if (remote != null && WRITE.shouldCommit(duration)) {
                WRITE.write(
                        start, duration, host(remote), Remote.address(remote), Remote.port(remote), Math.max(0, bytes));
            }
        }

        @Override
        public void failed(SocketAddress remote) {
            ended(0, remote, 0);
        }
    }
}
