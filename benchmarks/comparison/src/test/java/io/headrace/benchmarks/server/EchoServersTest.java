// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is the same of every server that sends back over TCP what it receives. */
@ParameterizedClass(name = "{0}")
@MethodSource("commands")
class EchoServersTest extends ServersTest {
    private static final int MESSAGE = 64;
    private static final int CONNECTIONS = 100;

    /** More than the server's heap and all socket buffers on the way hold. */
    private static final byte[] FLOOD = Peer.bytes(64 << 20);

    static Stream<ServerCommand> commands() {
        return Stream.of(
                ServerCommand.jdk("echo"),
                ServerCommand.headrace("tracked", "echo"),
                ServerCommand.headrace("edge", "echo", "reads=would-block"),
                ServerCommand.jdk("echo", "reads=would-block"),
                ServerCommand.headrace("level", "echo"),
                ServerCommand.headrace("oneshot", "echo"),
                ServerCommand.jdk("blocking"),
                ServerCommand.headrace("tracked", "blocking"),
                ServerCommand.jdk("virtual").onJdk25(),
                ServerCommand.headrace("tracked", "virtual").onJdk25(),
                ServerCommand.jdk("netty-echo"),
                ServerCommand.jdk("netty-echo", "transport=epoll"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, MESSAGE, (64 << 10) + 1})
    void whatIsSentComesBack(int size) throws Exception {
        try (Peer peer = new Peer(server)) {
            for (int i = 0; i < 3; i++) {
                peer.assertEchoes(Peer.bytes(size));
            }
        }
    }

    @Test
    void messagesSentTogetherComeBackInOrder() throws Exception {
        try (Peer peer = new Peer(server)) {
            peer.assertEchoes(Peer.bytes(MESSAGE * 1000));
        }
    }

    @Test
    void connectionsThatWaitTogetherAreAllServed() throws Exception {
        List<Peer> peers = new ArrayList<>();
        byte[] message = Peer.bytes(MESSAGE);
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                peers.add(new Peer(server));
                peers.get(i).send(message);
            }
            for (Peer peer : peers) {
                peer.assertReceives(message);
            }
        } finally {
            for (Peer peer : peers) {
                peer.close();
            }
        }
    }

    @Test
    void whatWasSentBeforeTheEndComesBackBeforeTheEnd() throws Exception {
        try (Peer peer = new Peer(server)) {
            CompletableFuture<Void> sent = peer.sendAside(FLOOD).thenRun(peer::sendEnd);
            server.awaitSleep();
            peer.assertReceives(FLOOD);
            peer.assertEnd();
            sent.join();
        }
    }

    @Test
    void aPeerThatResetsEndsItsOwnConnectionOnly() throws Exception {
        try (Peer other = new Peer(server)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                Peer peer = new Peer(server);
                peer.send(Peer.bytes(MESSAGE));
                peer.reset();
            }
            other.assertEchoes(Peer.bytes(MESSAGE));
        }
    }

    @Test
    void aPeerThatResetsWithNothingUnderWayEndsItsOwnConnectionOnly() throws Exception {
        try (Peer other = new Peer(server)) {
            Peer peer = new Peer(server);
            peer.assertEchoes(Peer.bytes(MESSAGE));
            peer.reset();
            server.awaitSleep();
            other.assertEchoes(Peer.bytes(MESSAGE));
        }
    }

    @Test
    void aPeerThatReadsNothingHoldsUpNobodyAndGetsAllOfItLater() throws Exception {
        try (Peer stalled = new Peer(server);
                Peer other = new Peer(server)) {
            CompletableFuture<Void> sent = stalled.sendAside(FLOOD);
            server.awaitSleep();
            other.assertEchoes(Peer.bytes(MESSAGE));
            stalled.assertReceives(FLOOD);
            sent.join();
        }
    }

    @Test
    void aPeerThatResetsWithoutHavingReadIsForgotten() throws Exception {
        Peer stalled = new Peer(server);
        CompletableFuture<Void> sent = stalled.sendAside(FLOOD);
        server.awaitSleep();
        stalled.reset();
        assertThat(sent.handle((result, error) -> error).join()).isNotNull();
        server.awaitSleep();
    }
}
