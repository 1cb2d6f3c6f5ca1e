// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is the same of every server that does the pieces of work in which trigger modes differ. */
@ParameterizedClass(name = "{0}")
@MethodSource("commands")
class ModesServersTest extends ServersTest {
    private static final int MESSAGE = 64;
    private static final int CONNECTIONS = 20;
    private static final int PIPELINED = 16;

    static Stream<ServerCommand> commands() {
        return Stream.of(
                ServerCommand.jdk("modes", "64"),
                ServerCommand.headrace("tracked", "modes", "64"),
                ServerCommand.headrace("level", "modes", "64"),
                ServerCommand.headrace("oneshot", "modes", "64"),
                ServerCommand.headrace("edge", "modes", "64", "reports=once"),
                ServerCommand.jdk("netty-modes", "64"),
                ServerCommand.jdk("netty-modes", "64", "transport=epoll"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo", "unread", "flip", "drain"})
    void whatManySendTogetherComesBackToEach(String work) throws Exception {
        assertThat(server.ask("work " + work)).isEqualTo("work " + work);
        List<Peer> peers = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                peers.add(new Peer(server));
            }
            byte[] messages = Peer.bytes(PIPELINED * MESSAGE);
            for (int round = 0; round < 3; round++) {
                for (Peer peer : peers) {
                    peer.send(messages);
                }
                for (Peer peer : peers) {
                    peer.assertReceives(messages);
                }
            }
        } finally {
            for (Peer peer : peers) {
                peer.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo", "unread", "flip", "drain"})
    void anEndIsAnsweredByAnEnd(String work) throws Exception {
        server.ask("work " + work);
        try (Peer peer = new Peer(server)) {
            peer.assertEchoes(Peer.bytes(MESSAGE));
            peer.sendEnd();
            peer.assertEnd();
        }
        server.awaitSleep();
    }

    @Test
    void aConnectionKeepsTheWorkThatItBeganWith() throws Exception {
        server.ask("work drain");
        try (Peer before = new Peer(server)) {
            before.assertEchoes(Peer.bytes(MESSAGE));
            server.ask("work flip");
            try (Peer after = new Peer(server)) {
                after.assertEchoes(Peer.bytes(MESSAGE));
                before.assertEchoes(Peer.bytes(PIPELINED * MESSAGE));
            }
        }
    }
}
