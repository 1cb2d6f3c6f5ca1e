// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "{0}")
@MethodSource("commands")
class DatagramServersTest extends ServersTest {
    private static final int MESSAGE = 64;
    private static final int SENDERS = 20;

    static Stream<ServerCommand> commands() {
        return Stream.of(
                ServerCommand.jdk("datagram"),
                ServerCommand.headrace("tracked", "datagram"),
                ServerCommand.headrace("edge", "datagram"),
                ServerCommand.jdk("netty-datagram"),
                ServerCommand.jdk("netty-datagram", "transport=epoll"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, MESSAGE, 2048})
    void aDatagramComesBack(int size) throws Exception {
        try (DatagramSocket sender = Datagrams.open(server)) {
            for (int i = 0; i < 3; i++) {
                Datagrams.send(sender, Peer.bytes(size));
                assertThat(Datagrams.receive(sender)).isEqualTo(Peer.bytes(size));
            }
        }
    }

    @Test
    void eachOfManySendersGetsItsOwnBack() throws Exception {
        List<DatagramSocket> senders = new ArrayList<>();
        try {
            for (int i = 0; i < SENDERS; i++) {
                senders.add(Datagrams.open(server));
                Datagrams.send(senders.get(i), Peer.bytes(MESSAGE + i));
            }
            for (int i = 0; i < SENDERS; i++) {
                assertThat(Datagrams.receive(senders.get(i))).isEqualTo(Peer.bytes(MESSAGE + i));
            }
        } finally {
            senders.forEach(DatagramSocket::close);
        }
    }

    @Test
    void aSenderThatHasGoneEndsNothing() throws Exception {
        for (int i = 0; i < SENDERS; i++) {
            try (DatagramSocket gone = Datagrams.open(server)) {
                Datagrams.send(gone, Peer.bytes(MESSAGE));
            }
        }
        aDatagramComesBack(MESSAGE);
    }

    @Test
    void aServerWithNothingToDoSleeps() throws Exception {
        aDatagramComesBack(MESSAGE);
        server.awaitSleep();
    }
}
