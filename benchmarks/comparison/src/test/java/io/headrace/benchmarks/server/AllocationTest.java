// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of our own servers, without what the compiler's escape analysis takes away. */
class AllocationTest {
    private static final int MESSAGE = 64;
    private static final int REQUESTS = 1000;

    static ServerCommand[] streams() {
        return new ServerCommand[] {
            ServerCommand.jdk("echo"),
            ServerCommand.jdk("echo", "reads=would-block"),
            ServerCommand.headrace("tracked", "echo"),
            ServerCommand.headrace("edge", "echo", "reads=would-block"),
            ServerCommand.jdk("blocking")
        };
    }

    static ServerCommand[] datagrams() {
        return new ServerCommand[] {ServerCommand.jdk("datagram"), ServerCommand.headrace("tracked", "datagram")};
    }

    @ParameterizedTest
    @MethodSource("streams")
    void anEchoOverTcpAllocatesNothing(ServerCommand command) throws Exception {
        try (RunningServer server = new RunningServer(command);
                Peer peer = new Peer(server)) {
            assertAllocatesNothing(server, () -> {
                peer.send(Peer.bytes(MESSAGE));
                peer.assertReceives(Peer.bytes(MESSAGE));
            });
        }
    }

    @ParameterizedTest
    @MethodSource("datagrams")
    void anEchoToTheSameSenderAllocatesNothing(ServerCommand command) throws Exception {
        try (RunningServer server = new RunningServer(command);
                DatagramSocket sender = Datagrams.open(server)) {
            assertAllocatesNothing(server, () -> {
                Datagrams.send(sender, Peer.bytes(MESSAGE));
                Datagrams.receive(sender);
            });
        }
    }

    @Test
    void aSinkAllocatesNothing() throws Exception {
        try (RunningServer server = new RunningServer(ServerCommand.jdk("sink"));
                DatagramSocket sender = Datagrams.open(server)) {
            assertAllocatesNothing(server, () -> {
                for (int i = 0; i < 64; i++) {
                    Datagrams.send(sender, Peer.bytes(MESSAGE));
                }
                Datagrams.receive(sender);
            });
        }
    }

    private interface Request {
        void make() throws Exception;
    }

    private static void assertAllocatesNothing(RunningServer server, Request request) throws Exception {
        for (int i = 0; i < REQUESTS; i++) {
            request.make();
        }
        long before = server.allocated();
        for (int i = 0; i < REQUESTS; i++) {
            request.make();
        }
        assertThat(server.allocated() - before)
                .as("bytes for %d requests", REQUESTS)
                .isLessThan(REQUESTS);
    }
}
