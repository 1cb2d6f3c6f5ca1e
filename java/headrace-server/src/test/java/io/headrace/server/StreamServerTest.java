// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import static io.headrace.server.LoopFixture.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections and their handlers, in every way to serve. */
@Bounded
class StreamServerTest {
    private final ServerFixture fixture = new ServerFixture();

    @TempDir
    private Path folder;

    private Server start(Ways way, StreamHandler handler) throws IOException {
        Server server = way.on(fixture.tcp()).handler(() -> handler).open();
        server.start();
        return server;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSentByTcpComesBack(Ways way) throws Exception {
        try (Server server = start(way, ServerFixture::echo);
                Client client = new Client(server)) {
            for (int i = 0; i < 100; i++) {
                assertThat(client.send("message " + i).receive(("message " + i).length()))
                        .isEqualTo("message " + i);
            }
        }
        assertThat(fixture.errors).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSentInTheUnixDomainComesBackAndTheFileGoesAway(Ways way) throws Exception {
        Path file = folder.resolve("socket");
        try (Server server = way.on(Server.builder(Endpoint.unix(file)))
                .handler(() -> ServerFixture::echo)
                .open()) {
            server.start();
            try (Client client = new Client(server)) {
                assertThat(client.send("hello").receive(5)).isEqualTo("hello");
            }
        }
        assertThat(Files.exists(file)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void manyConnectionsAreServedAtTheSameTime(Ways way) throws Exception {
        try (Server server = start(way, ServerFixture::echo)) {
            Client[] clients = new Client[50];
            for (int i = 0; i < clients.length; i++) {
                clients[i] = new Client(server).send("client " + i + "!");
            }
            for (int i = clients.length - 1; i >= 0; i--) {
                String sent = "client " + i + "!";
                assertThat(clients[i].receive(sent.length())).isEqualTo(sent);
            }
            assertThat(server.statistics().getOpen()).isEqualTo(50);
            for (Client client : clients) {
                client.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void moreThanAnyBufferComesBackWhole(Ways way) throws Exception {
        String large = "0123456789abcdef".repeat(1 << 18);
        try (Server server = way.on(fixture.tcp())
                .handler(() -> ServerFixture::echo)
                .maxPendingBytes(8 << 20)
                .open()) {
            server.start();
            try (Client client = new Client(server)) {
                CompletableFuture<String> received = CompletableFuture.supplyAsync(() -> {
                    try {
                        return client.receive(large.length());
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
                client.send(large);
                assertThat(received.get().equals(large)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerIsCalledFromItsBeginToItsEnd(Ways way) throws Exception {
        try (Server server = start(way, fixture.new Telling());
                Client client = new Client(server)) {
            assertThat(next(fixture.told)).isEqualTo("setup");
            client.send("a").receive(1);
            assertThat(next(fixture.told)).isEqualTo("handle");
            client.channel.shutdownOutput();
            assertThat(client.receiveAll()).isEmpty();
            assertThat(next(fixture.told)).isEqualTo("ended");
            assertThat(next(fixture.told)).isEqualTo("finish");
        }
        assertThat(fixture.told).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void finishFollowsAHandleThatThrows(Ways way) throws Exception {
        IOException error = new IOException("mine");
        try (Server server = start(way, fixture.new Telling() {
                    @Override
                    public void handle(Connection connection, ByteBuffer input) throws IOException {
                        throw error;
                    }
                });
                Client client = new Client(server);
                Client other = new Client(server)) {
            assertThat(next(fixture.told)).isEqualTo("setup");
            assertThat(next(fixture.told)).isEqualTo("setup");
            client.send("a");
            assertThat(client.receiveAll()).isIn("", " reset");
            assertThat(next(fixture.errors)).isSameAs(error);
            assertThat(next(fixture.told)).isEqualTo("finish");
            assertThat(other.channel.isOpen()).isTrue();
            assertThat(server.statistics().getFailed()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void finishDoesNotFollowASetupThatThrows(Ways way) throws Exception {
        IOException error = new IOException("mine");
        try (Server server = start(way, fixture.new Telling() {
                    @Override
                    public void setup(Connection connection) throws IOException {
                        throw error;
                    }
                });
                Client client = new Client(server)) {
            assertThat(client.receiveAll()).isIn("", " reset");
            assertThat(next(fixture.errors)).isSameAs(error);
        }
        assertThat(fixture.told).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatFinishThrowsIsReported(Ways way) throws Exception {
        RuntimeException error = new RuntimeException("mine");
        try (Server server = start(way, fixture.new Telling() {
            @Override
            public void finish(Connection connection) {
                throw error;
            }
        })) {
            new Client(server).close();
            assertThat(next(fixture.errors)).isSameAs(error);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerMayReplyAfterThePeerHasEndedItsInput(Ways way) throws Exception {
        StringBuilder all = new StringBuilder();
        try (Server server = start(way, new StreamHandler() {
                    @Override
                    public void handle(Connection connection, ByteBuffer input) {
                        while (input.hasRemaining()) {
                            all.append((char) input.get());
                        }
                    }

                    @Override
                    public void ended(Connection connection) throws IOException {
                        connection.write(
                                ByteBuffer.wrap(all.reverse().toString().getBytes()));
                        connection.close();
                    }
                });
                Client client = new Client(server)) {
            client.send("hello").channel.shutdownOutput();
            assertThat(client.receiveAll()).isEqualTo("olleh");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerMayEndItsOutputAndReadOn(Ways way) throws Exception {
        try (Server server = start(way, new StreamHandler() {
                    @Override
                    public void setup(Connection connection) throws IOException {
                        connection.write(ByteBuffer.wrap("bye".getBytes()));
                        connection.closeOutput();
                    }

                    @Override
                    public void handle(Connection connection, ByteBuffer input) {
                        fixture.told.add("" + (char) input.get());
                    }
                });
                Client client = new Client(server)) {
            assertThat(client.receiveAll()).isEqualTo("bye");
            client.send("x");
            assertThat(next(fixture.told)).isEqualTo("x");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLastReplyArrivesThoughInputIsUnread(Ways way) throws Exception {
        String last = "0123456789".repeat(30_000);
        CountDownLatch isUnread = new CountDownLatch(1);
        try (Server server = start(way, (connection, input) -> {
                    input.position(input.limit());
                    fixture.told.add("handling");
                    isUnread.await();
                    connection.write(ByteBuffer.wrap(last.getBytes()));
                    connection.close();
                });
                Client client = new Client(server.address(), 4096)) {
            client.send("x");
            next(fixture.told);
            client.send("x".repeat(10_000));
            isUnread.countDown();
            assertThat(client.receiveAll().equals(last)).isTrue();
        }
        assertThat(fixture.errors).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anAbortedConnectionIsOver(Ways way) throws Exception {
        try (Server server = start(way, fixture.new Telling() {
                    @Override
                    public void handle(Connection connection, ByteBuffer input) throws Exception {
                        connection.abort();
                        assertThatThrownBy(() -> connection.write(ByteBuffer.allocate(1)))
                                .isInstanceOf(ClosedChannelException.class);
                        fixture.told.add("aborted");
                    }
                });
                Client client = new Client(server)) {
            assertThat(client.send("x").receiveAll()).isIn("", " reset");
            assertThat(next(fixture.told)).isEqualTo("setup");
            assertThat(next(fixture.told)).isEqualTo("aborted");
            assertThat(next(fixture.told)).isEqualTo("finish");
        }
        assertThat(fixture.errors).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatAHandlerLeavesComesAgainWithMore(Ways way) throws Exception {
        try (Server server = start(way, (connection, input) -> {
                    if (input.remaining() >= 5) {
                        connection.write(input);
                    }
                });
                Client client = new Client(server)) {
            client.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            for (String part : new String[] {"a", "b", "c", "d", "e"}) {
                client.send(part);
            }
            assertThat(client.receive(5)).isEqualTo("abcde");
        }
    }

    @Test
    void aServerThatIsClosedHasNoAddress() throws Exception {
        Server server = start(Ways.LOOP, ServerFixture::echo);
        server.close();
        assertThatThrownBy(server::address).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aServerWithoutAHandlerIsRefused() {
        assertThatThrownBy(() -> fixture.tcp().open())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("want handler");
        assertThatThrownBy(
                        () -> fixture.udp().handler(() -> ServerFixture::echo).open())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("want datagramHandler");
    }

    @Test
    void anAddressInUseLeavesNoThread() throws Exception {
        try (Server server = start(Ways.LOOP, ServerFixture::echo)) {
            Endpoint same = Endpoint.tcp((InetSocketAddress) server.address());
            assertThatThrownBy(() -> Server.builder(same)
                            .name("second")
                            .handler(() -> ServerFixture::echo)
                            .open())
                    .isInstanceOf(IOException.class);
            for (Thread each : Thread.getAllStackTraces().keySet()) {
                if (each.getName().startsWith("second")) {
                    each.join();
                }
            }
        }
    }

    @Test
    void oneConnectionIsServedAndNoMore() throws Exception {
        try (Server server = fixture.tcp().handler(() -> ServerFixture::echo).open()) {
            assertThat(server.handleOne(Duration.ofMillis(1))).isFalse();
            try (Client first = new Client(server);
                    Client second = new Client(server)) {
                first.send("a").channel.shutdownOutput();
                second.send("b").channel.shutdownOutput();
                assertThat(server.handleOne(Duration.ofSeconds(20))).isTrue();
                assertThat(first.receiveAll()).isEqualTo("a");
                assertThat(server.statistics().getAccepted()).isEqualTo(1);
                assertThat(server.handleOne(Duration.ofSeconds(20))).isTrue();
                assertThat(second.receiveAll()).isEqualTo("b");
            }
        }
    }

    @Test
    void servingForEverEndsWithTheServer() throws Exception {
        Server server = fixture.tcp().handler(() -> ServerFixture::echo).open();
        CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
            try {
                server.serveForever();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        try (Client client = new Client(server)) {
            assertThat(client.send("a").receive(1)).isEqualTo("a");
        }
        assertThat(served).isNotDone();
        server.close();
        served.get();
    }
}
