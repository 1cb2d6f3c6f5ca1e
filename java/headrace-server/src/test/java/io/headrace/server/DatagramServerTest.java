// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import static io.headrace.server.LoopFixture.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Datagrams and their sessions, in every way to serve. */
@Bounded
class DatagramServerTest {
    private static final String PROVIDER = "java.nio.channels.spi.SelectorProvider";
    private static final String HEADRACE = "io\\.headrace\\..*";

    private final ServerFixture fixture = new ServerFixture();

    @TempDir
    private Path folder;

    /** Echoes, and says what it is called for. */
    private class Telling implements DatagramHandler {
        @Override
        public void setup(Session session) {
            fixture.told.add("setup");
        }

        @Override
        public void handle(Session session, ByteBuffer datagram) throws IOException {
            fixture.told.add("handle");
            session.send(datagram);
        }

        @Override
        public void finish(Session session) {
            fixture.told.add("finish");
        }
    }

    private Server.Builder telling(Ways way) {
        return way.on(fixture.udp()).datagramHandler(Telling::new);
    }

    private static DatagramChannel connect(Server server) throws IOException {
        return DatagramChannel.open().connect(server.address());
    }

    private static String exchange(DatagramChannel client, String text) throws IOException {
        client.write(StandardCharsets.US_ASCII.encode(text));
        return receive(client);
    }

    private static String receive(DatagramChannel client) throws IOException {
        ByteBuffer reply = ByteBuffer.allocate(65_536);
        client.read(reply);
        return StandardCharsets.US_ASCII.decode(reply.flip()).toString();
    }

    @ParameterizedTest
    @EnumSource
    void eachPeerHasASession(Ways way) throws Exception {
        try (Server server = telling(way).open()) {
            server.start();
            try (DatagramChannel first = connect(server);
                    DatagramChannel second = connect(server)) {
                assertThat(exchange(first, "one")).isEqualTo("one");
                assertThat(exchange(first, "two")).isEqualTo("two");
                assertThat(exchange(second, "three")).isEqualTo("three");
                assertThat(server.statistics().getOpen()).isEqualTo(2);
            }
        }
        for (String each : List.of("setup", "handle", "handle", "setup", "handle", "finish", "finish")) {
            assertThat(next(fixture.told)).isEqualTo(each);
        }
        assertThat(fixture.errors).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aSessionWithoutTrafficExpiresAndTheNextDatagramBeginsAnother(Ways way) throws Exception {
        try (Server server = telling(way).idleTime(Duration.ofMillis(30)).open()) {
            server.start();
            try (DatagramChannel client = connect(server)) {
                for (int i = 0; i < 2; i++) {
                    exchange(client, "x");
                    assertThat(next(fixture.told)).isEqualTo("setup");
                    assertThat(next(fixture.told)).isEqualTo("handle");
                    assertThat(next(fixture.told)).isEqualTo("finish");
                }
                assertThat(server.statistics().getClosedIdle()).isEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSessionThatAHandlerClosesIsOver(Ways way) throws Exception {
        try (Server server = way.on(fixture.udp())
                .datagramHandler(() -> new Telling() {
                    @Override
                    public void handle(Session session, ByteBuffer datagram) {
                        session.close();
                    }
                })
                .open()) {
            server.start();
            try (DatagramChannel client = connect(server)) {
                client.write(ByteBuffer.allocate(1));
                assertThat(next(fixture.told)).isEqualTo("setup");
                assertThat(next(fixture.told)).isEqualTo("finish");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerThatThrowsEndsItsSessionAndNoOther(Ways way) throws Exception {
        try (Server server = way.on(fixture.udp())
                .datagramHandler(() -> new Telling() {
                    @Override
                    public void handle(Session session, ByteBuffer datagram) throws IOException {
                        if (datagram.remaining() == 1) {
                            throw new IOException("mine");
                        }
                        session.send(datagram);
                    }
                })
                .open()) {
            server.start();
            try (DatagramChannel good = connect(server);
                    DatagramChannel bad = connect(server)) {
                assertThat(exchange(good, "good")).isEqualTo("good");
                bad.write(ByteBuffer.allocate(1));
                assertThat(next(fixture.errors)).hasMessage("mine");
                assertThat(next(fixture.told)).isEqualTo("setup");
                assertThat(next(fixture.told)).isEqualTo("setup");
                assertThat(next(fixture.told)).isEqualTo("finish");
                assertThat(exchange(good, "good")).isEqualTo("good");
            }
        }
    }

    @Test
    void datagramsOfTooManyPeersAreDropped() throws Exception {
        try (Server server = telling(Ways.LOOP).maxConnections(1).open()) {
            server.start();
            try (DatagramChannel first = connect(server);
                    DatagramChannel second = connect(server)) {
                exchange(first, "x");
                second.write(ByteBuffer.allocate(1));
                exchange(first, "x");
                assertThat(server.statistics().getDropped()).isEqualTo(1);
                assertThat(server.statistics().getAccepted()).isEqualTo(1);
            }
        }
    }

    @Test
    void aDatagramTooLargeIsDropped() throws Exception {
        try (Server server = telling(Ways.LOOP).maxRequestBytes(100).open()) {
            server.start();
            try (DatagramChannel client = connect(server)) {
                client.write(ByteBuffer.allocate(101));
                assertThat(exchange(client, "x".repeat(100))).hasSize(100);
                assertThat(server.statistics().getTooLarge()).isEqualTo(1);
            }
        }
        assertThat(fixture.told).containsExactly("setup", "handle", "finish");
    }

    @Test
    void datagramsWaitForABusyHandlerUpToABound() throws Exception {
        CountDownLatch goes = new CountDownLatch(1);
        CountDownLatch handled = new CountDownLatch(1 + 256);
        try (Server server = Ways.POOL
                .on(fixture.udp())
                .datagramHandler(() -> (session, datagram) -> {
                    fixture.told.add("handle");
                    goes.await();
                    handled.countDown();
                })
                .open()) {
            server.start();
            try (DatagramChannel client = connect(server)) {
                client.write(ByteBuffer.allocate(1));
                next(fixture.told);
                while (server.statistics().getDropped() < 10) {
                    client.write(ByteBuffer.allocate(1));
                }
                goes.countDown();
                handled.await();
            }
        }
        assertThat(fixture.errors).isEmpty();
    }

    @Test
    void oneDatagramIsHandledAndNoMore() throws Exception {
        try (Server server = telling(Ways.LOOP).open()) {
            assertThat(server.handleOne(Duration.ofMillis(1))).isFalse();
            try (DatagramChannel client = connect(server)) {
                client.write(ByteBuffer.allocate(1));
                client.write(ByteBuffer.allocate(1));
                assertThat(server.handleOne(Duration.ofSeconds(20))).isTrue();
                assertThat(fixture.told).containsExactly("setup", "handle");
                assertThat(server.handleOne(Duration.ofSeconds(20))).isTrue();
                assertThat(fixture.told).containsExactly("setup", "handle", "handle");
            }
        }
    }

    @Test
    void aDatagramThatWasTakenIsHandledBeforeTheEnd() throws Exception {
        CountDownLatch goes = new CountDownLatch(1);
        Server server = Ways.POOL
                .on(fixture.udp())
                .datagramHandler(() -> new Telling() {
                    @Override
                    public void handle(Session session, ByteBuffer datagram) throws IOException {
                        fixture.told.add("begun");
                        try {
                            goes.await();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                        super.handle(session, datagram);
                    }
                })
                .open();
        server.start();
        try (DatagramChannel client = connect(server)) {
            client.write(ByteBuffer.allocate(1));
            assertThat(next(fixture.told)).isEqualTo("setup");
            assertThat(next(fixture.told)).isEqualTo("begun");
            CompletableFuture<Boolean> done = CompletableFuture.supplyAsync(() -> {
                try {
                    return server.shutdown(Duration.ofHours(1));
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            goes.countDown();
            assertThat(receive(client)).hasSize(1);
            assertThat(done.get()).isTrue();
            assertThat(fixture.told).containsExactly("handle", "finish");
        }
    }

    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(named = PROVIDER, matches = HEADRACE)
    void datagramsOfTheUnixDomainComeBack(Ways way) throws Exception {
        Path file = folder.resolve("server");
        try (Server server = way.on(Server.builder(Endpoint.unixDatagram(file)))
                .datagramHandler(Telling::new)
                .open()) {
            server.start();
            try (DatagramChannel client = DatagramChannel.open(StandardProtocolFamily.UNIX)) {
                client.bind(UnixDomainSocketAddress.of(folder.resolve("client")));
                client.connect(server.address());
                assertThat(exchange(client, "hello")).isEqualTo("hello");
            }
        }
        assertThat(Files.exists(file)).isFalse();
    }

    @Test
    @DisabledIfSystemProperty(named = PROVIDER, matches = HEADRACE)
    void anotherProviderSaysThatItHasNoUnixDatagrams() {
        assertThatThrownBy(() -> Server.builder(Endpoint.unixDatagram(folder.resolve("server")))
                        .datagramHandler(Telling::new)
                        .open())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("unix datagram")
                .hasMessageContaining("io.headrace.HeadraceSelectorProvider");
    }
}
