// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("commands")
class HttpServersTest extends ServersTest {
    private static final String SIZE = "20000";

    /** More than the JDK's server keeps alive when nobody tells it to. */
    private static final int CONNECTIONS = 300;

    static Stream<ServerCommand> commands() {
        return Stream.of(
                ServerCommand.jdk("http-netty", SIZE),
                ServerCommand.jdk("http-netty", SIZE, "transport=epoll"),
                ServerCommand.jdk("http-jetty", SIZE),
                ServerCommand.jdk("http-tomcat", SIZE),
                ServerCommand.headrace("tracked", "http-tomcat", SIZE),
                ServerCommand.jdk("http-jdk", SIZE),
                ServerCommand.headrace("tracked", "http-jdk", SIZE),
                ServerCommand.jdk("http-jetty-virtual", SIZE).onJdk25(),
                ServerCommand.headrace("tracked", "http-jetty-virtual", SIZE).onJdk25(),
                ServerCommand.headrace("tracked", "http-tomcat-virtual", SIZE).onJdk25(),
                ServerCommand.headrace("tracked", "http-jdk-virtual", SIZE).onJdk25());
    }

    @Test
    void theTokenAndTheLettersThatFollowItAreTheAnswer() throws Exception {
        try (Peer peer = new Peer(server)) {
            peer.send(request("0123456789abcdef"));
            assertAnswer(peer, "0123456789abcdef");
        }
    }

    @Test
    void requestsSentTogetherAreAnsweredInOrder() throws Exception {
        try (Peer peer = new Peer(server)) {
            peer.send((text(request("0000000000000001")) + text(request("0000000000000002"))).getBytes(US_ASCII));
            assertAnswer(peer, "0000000000000001");
            assertAnswer(peer, "0000000000000002");
        }
    }

    @Test
    void allConnectionsAreKeptAlive() throws Exception {
        List<Peer> peers = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                peers.add(new Peer(server));
            }
            for (int i = 0; i < 2; i++) {
                for (Peer peer : peers) {
                    peer.send(request("fedcba9876543210"));
                    assertAnswer(peer, "fedcba9876543210");
                }
            }
        } finally {
            for (Peer peer : peers) {
                peer.close();
            }
        }
    }

    @Test
    void aPeerThatResetsEndsItsOwnConnectionOnly() throws Exception {
        try (Peer other = new Peer(server)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                Peer peer = new Peer(server);
                peer.send(request("0123456789abcdef"));
                peer.reset();
            }
            other.send(request("0123456789abcdef"));
            assertAnswer(other, "0123456789abcdef");
        }
    }

    private static byte[] request(String token) {
        return ("GET /" + token + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(US_ASCII);
    }

    private static void assertAnswer(Peer peer, String token) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append(text(peer.receive(1)));
        }
        assertThat(head.toString()).startsWith("HTTP/1.1 200 ").containsIgnoringCase("\r\ncontent-length: " + SIZE);
        byte[] body = Letters.of(Integer.parseInt(SIZE));
        System.arraycopy(token.getBytes(US_ASCII), 0, body, 0, token.length());
        peer.assertReceives(body);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, US_ASCII);
    }
}
