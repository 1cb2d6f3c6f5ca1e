// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headrace.Feature;
import io.headrace.Headrace;
import io.headrace.HeadraceSelector;
import io.headrace.HeadraceSelectorProvider;
import io.headrace.TriggerMode;
import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.OnHeadrace;
import io.headrace.suite.support.Tool;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A listener that several selectors share, each woken for some of the connections. */
@Bounded
@OnHeadrace
class ExclusiveListenerTest {
    private static final int SELECTORS = 8;
    private static final int CONNECTIONS = 200;

    @AutoClose
    private final ServerSocketChannel listener = ServerSocketChannel.open();

    private final List<HeadraceSelector> selectors = new ArrayList<>();

    ExclusiveListenerTest() throws IOException {}

    @BeforeAll
    static void needEpoll() throws IOException {
        if (!Headrace.supports(Feature.EXCLUSIVE)) {
            try (ServerSocketChannel listener = ServerSocketChannel.open();
                    HeadraceSelector selector = open(TriggerMode.LEVEL)) {
                listener.configureBlocking(false);
                assertThatThrownBy(() -> selector.registerExclusive(listener, null))
                        .isExactlyInstanceOf(UnsupportedOperationException.class);
            }
        }
        assumeTrue(Headrace.supports(Feature.EXCLUSIVE), "this backend has it");
    }

    private static HeadraceSelector open(TriggerMode mode) throws IOException {
        return HeadraceSelectorProvider.provider().openSelector(mode);
    }

    @BeforeEach
    void listen() throws IOException {
        listener.bind(ChannelPair.anyLoopbackPort(), 1024).configureBlocking(false);
        for (int i = 0; i < SELECTORS; i++) {
            selectors.add(open(TriggerMode.values()[i % TriggerMode.values().length]));
        }
    }

    @AfterEach
    void close() throws IOException {
        for (HeadraceSelector selector : selectors) {
            selector.close();
        }
    }

    private List<Background<Object>> acceptInEach(AtomicInteger accepted, AtomicInteger woken) throws IOException {
        List<Background<Object>> threads = new ArrayList<>();
        for (HeadraceSelector selector : selectors) {
            selector.registerExclusive(listener, null);
            threads.add(Background.startBlockedIn("select", () -> {
                while (selector.isOpen()) {
                    selector.select(key -> {
                        woken.incrementAndGet();
                        acceptAll(accepted);
                    });
                }
                return null;
            }));
        }
        return threads;
    }

    private void acceptAll(AtomicInteger accepted) {
        try {
            for (SocketChannel channel = listener.accept(); channel != null; channel = listener.accept()) {
                channel.close();
                accepted.incrementAndGet();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Of eight selectors that wait, a connection wakes about one. */
    @Test
    void noConnectionIsLostAndFewSelectorsWake() throws Exception {
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger woken = new AtomicInteger();
        List<Background<Object>> threads = acceptInEach(accepted, woken);
        for (int i = 1; i <= CONNECTIONS; i++) {
            SocketChannel.open(listener.getLocalAddress()).close();
            int expected = i;
            Waiting.until("connection " + i, () -> accepted.get() == expected);
        }
        assertThat(woken.get()).isLessThanOrEqualTo(CONNECTIONS * 3 / 2);
        close();
        for (Background<Object> thread : threads) {
            thread.thread.join();
        }
    }

    @Test
    void aPeerInPythonIsAcceptedToo() throws Exception {
        Tool.assumePresent("python3");
        AtomicInteger accepted = new AtomicInteger();
        acceptInEach(accepted, new AtomicInteger());
        Process peer = new ProcessBuilder(
                        "python3", "-c", """
                import socket, sys
                for i in range(300):
                    c = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
                    c.recv(1)
                    c.close()
                """, Integer.toString(listener.socket().getLocalPort()))
                .inheritIO()
                .start();
        assertThat(peer.waitFor()).isZero();
        Waiting.until("all were accepted", () -> accepted.get() == 300);
    }

    @Test
    void interestCanBeTakenBackAndGivenAgain() throws IOException {
        HeadraceSelector selector = selectors.get(0);
        SelectionKey key = selector.registerExclusive(listener, "first");
        assertThat(key.interestOps()).isEqualTo(SelectionKey.OP_ACCEPT);
        assertThat(selector.selectNow()).isZero();
        try (SocketChannel client = SocketChannel.open(listener.getLocalAddress())) {
            assertThat(client.isConnected()).isTrue();
            Waiting.untilReady(key, SelectionKey.OP_ACCEPT);
            key.interestOps(0);
            assertThat(Waiting.isReady(key)).isFalse();
            key.interestOps(SelectionKey.OP_ACCEPT);
            Waiting.untilReady(key, SelectionKey.OP_ACCEPT);
            assertThat(selector.registerExclusive(listener, "second")).isSameAs(key);
            assertThat(key.attachment()).isEqualTo("second");
            Waiting.untilReady(key, SelectionKey.OP_ACCEPT);
            key.cancel();
            assertThat(selector.selectNow()).isZero();
            Waiting.untilReady(selector.registerExclusive(listener, null), SelectionKey.OP_ACCEPT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aModeIsRefusedByName(TriggerMode mode) throws IOException {
        HeadraceSelector selector = selectors.get(0);
        selector.registerExclusive(listener, null);
        assertThatThrownBy(() -> selector.register(listener, SelectionKey.OP_ACCEPT, mode, null))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(mode.toString());
        HeadraceSelector other = selectors.get(1);
        other.register(listener, SelectionKey.OP_ACCEPT, mode, null);
        assertThatThrownBy(() -> other.registerExclusive(listener, null))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(mode.toString());
    }

    @Test
    void wrongStatesAreRefused() throws IOException {
        HeadraceSelector selector = selectors.get(0);
        try (ServerSocketChannel blocking = ServerSocketChannel.open()) {
            assertThatThrownBy(() -> selector.registerExclusive(blocking, null))
                    .isExactlyInstanceOf(IllegalBlockingModeException.class);
        }
        assertThatThrownBy(() -> selector.registerExclusive(null, null)).isInstanceOf(RuntimeException.class);
        selector.close();
        assertThatThrownBy(() -> selector.registerExclusive(listener, null))
                .isExactlyInstanceOf(ClosedSelectorException.class);
    }
}
