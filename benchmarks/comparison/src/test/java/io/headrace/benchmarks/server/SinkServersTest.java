// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("commands")
class SinkServersTest extends ServersTest {
    private static final int MESSAGE = 100;
    private static final int ANSWERED = 64;
    private static final int DIGITS = 16;

    private static int total;

    static Stream<ServerCommand> commands() {
        return Stream.of(
                ServerCommand.jdk("sink"),
                ServerCommand.headrace("tracked", "sink"),
                ServerCommand.headrace("edge", "sink"),
                ServerCommand.jdk("netty-sink"),
                ServerCommand.jdk("netty-sink", "transport=epoll"));
    }

    @BeforeParameterizedClassInvocation
    static void beginAtZero() {
        total = 0;
    }

    @Test
    void theSixtyFourthOfAllDatagramsComesBackWithTheirNumberInFront() throws Exception {
        try (DatagramSocket first = Datagrams.open(server);
                DatagramSocket last = Datagrams.open(server)) {
            for (int i = 1; i < ANSWERED; i++) {
                send(first, MESSAGE);
            }
            send(last, MESSAGE);

            assertThat(Datagrams.receive(last)).isEqualTo(counted(MESSAGE));
        }
    }

    @Test
    void nothingElseComesBack() throws Exception {
        try (DatagramSocket sender = Datagrams.open(server)) {
            for (int answer = 0; answer < 3; answer++) {
                for (int i = 0; i < ANSWERED; i++) {
                    send(sender, MESSAGE + i);
                }
                assertThat(Datagrams.receive(sender)).isEqualTo(counted(MESSAGE + ANSWERED - 1));
            }
        }
    }

    @Test
    void aShortDatagramComesBackAsShort() throws Exception {
        try (DatagramSocket sender = Datagrams.open(server)) {
            for (int i = 0; i < ANSWERED; i++) {
                send(sender, 1);
            }
            assertThat(Datagrams.receive(sender)).isEqualTo(new byte[] {'0'});
        }
    }

    private static void send(DatagramSocket sender, int size) throws Exception {
        total++;
        Datagrams.send(sender, Peer.bytes(size));
    }

    private static byte[] counted(int size) {
        byte[] bytes = Peer.bytes(size);
        System.arraycopy("%016x".formatted(total).getBytes(US_ASCII), 0, bytes, 0, DIGITS);
        return bytes;
    }
}
