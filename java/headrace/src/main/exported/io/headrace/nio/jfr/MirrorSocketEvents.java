// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.jfr;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import jdk.internal.event.SocketReadEvent;
import jdk.internal.event.SocketWriteEvent;

/**
 * The JDK's events where their classes are in java.base, as in 25. The flight recorder gives their methods bodies when
 * it starts; until then they answer false, and cost nothing.
 */
final class MirrorSocketEvents extends SocketEvents {

    static {
        // Links all that is called later. A start in the future is below each threshold.
        SocketReadEvent.offer(Long.MAX_VALUE, 0, null, 0);
        SocketWriteEvent.offer(Long.MAX_VALUE, 0, null);
        loaded = new MirrorSocketEvents();
    }

    @Override
    boolean areReadsOn() {
        return SocketReadEvent.enabled();
    }

    @Override
    boolean areWritesOn() {
        return SocketWriteEvent.enabled();
    }

    @Override
    Transfer read() {
        return new Read(SocketReadEvent.timestamp());
    }

    @Override
    Transfer write() {
        return new Write(SocketWriteEvent.timestamp());
    }

    /** The JDK writes nothing of addresses that it does not know. */
    private static SocketAddress known(SocketAddress remote) {
        return remote == null || remote instanceof InetSocketAddress || remote instanceof UnixDomainSocketAddress
                ? remote
                : UnixDomainSocketAddress.of(remote.toString());
    }

    private static final class Read implements Transfer {
        private final long start;

        Read(long start) {
            this.start = start;
        }

        @Override
        public void ended(long bytes, SocketAddress remote, long timeoutMillis) {
            SocketReadEvent.offer(start, bytes, known(remote), timeoutMillis);
        }

        @Override
        public void failed(SocketAddress remote) {}
    }

    private static final class Write implements Transfer {
        private final long start;

        Write(long start) {
            this.start = start;
        }

        @Override
        public void ended(long bytes, SocketAddress remote, long timeoutMillis) {
            SocketWriteEvent.offer(start, bytes, known(remote));
        }

        @Override
        public void failed(SocketAddress remote) {}
    }
}
