// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.headrace.os.FakeMemory;
import io.headrace.os.Memory;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import io.headrace.os.Transport;
import java.lang.reflect.Proxy;
import java.net.StandardProtocolFamily;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of a connection that was accepted, when the channel is closed before it can be given out. */
class AcceptEndTest {
    private static final long LISTENER = 3;
    private static final long ACCEPTED = 4;

    private final List<Object> closed = new ArrayList<>();

    private final Memory memory = FakeMemory.unlimited();

    private final Sockets sockets = (Sockets) Proxy.newProxyInstance(
            Sockets.class.getClassLoader(),
            new Class<?>[] {Sockets.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "open" -> LISTENER;
                case "hasIpv6" -> false;
                case "memory" -> memory;
                case "accept" -> {
                    interruptFromOutside(Thread.currentThread());
                    yield ACCEPTED;
                }
                case "close" -> {
                    closed.add(arguments[0]);
                    yield 0L;
                }
                default -> 0L;
            });

    /** A thread that interrupts itself does not close the channel that it is in. */
    private static void interruptFromOutside(Thread thread) {
        CompletableFuture.runAsync(thread::interrupt);
        while (!thread.isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    private final class FakeTransport implements Transport {
        @Override
        public String backend() {
            return "fake";
        }

        @Override
        public Sockets sockets() {
            return sockets;
        }

        @Override
        public Poller openPoller() {
            throw new UnsupportedOperationException("openPoller");
        }

        @Override
        public String refusal() {
            return null;
        }
    }

    @Test
    void anInterruptAfterAcceptClosesTheConnectionToo() throws Exception {
        ServerSocketChannel listener = StreamServerSocketChannel.open(
                SelectorProvider.provider(), new FakeTransport(), StandardProtocolFamily.INET);
        listener.bind(null);
        assertThatExceptionOfType(ClosedByInterruptException.class).isThrownBy(listener::accept);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(closed).containsExactlyInAnyOrder(LISTENER, ACCEPTED);
    }
}
