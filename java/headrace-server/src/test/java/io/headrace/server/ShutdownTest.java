// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import static io.headrace.server.LoopFixture.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How servers end. */
@Bounded
class ShutdownTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final ServerFixture fixture = new ServerFixture();

    private static CompletableFuture<Boolean> shutdownBehind(Server server, Duration deadline) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return server.shutdown(deadline);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static void awaitRefusal(SocketAddress address) {
        while (true) {
            try {
                new Client(address).close();
            } catch (IOException e) {
                return;
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionBetweenRequestsIsClosedAtOnce(Ways way) throws Exception {
        Server server =
                way.on(fixture.tcp()).handler(() -> fixture.new Telling()).open();
        server.start();
        SocketAddress address = server.address();
        try (Client client = new Client(server)) {
            assertThat(client.send("a").receive(1)).isEqualTo("a");
            CompletableFuture<Boolean> done = shutdownBehind(server, LONG);
            assertThat(client.receiveAll()).isEmpty();
            client.channel.close();
            assertThat(done.get()).isTrue();
            assertThat(fixture.told).contains("finish");
            assertThatThrownBy(() -> new Client(address)).isInstanceOf(IOException.class);
        }
        assertThat(fixture.errors).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRequestUnderWayIsReadAndAnswered(Ways way) throws Exception {
        Server server = way.on(fixture.tcp())
                .handler(() -> StreamHandler.framed(Framing.fixed(10), new FramedHandler() {
                    @Override
                    public boolean frame(Connection connection, ByteBuffer frame) throws IOException {
                        return connection.write(frame);
                    }
                }))
                .open();
        server.start();
        SocketAddress address = server.address();
        try (Client client = new Client(server)) {
            assertThat(client.send("0123456789abc").receive(10)).isEqualTo("0123456789");
            CompletableFuture<Boolean> done = shutdownBehind(server, LONG);
            awaitRefusal(address);
            assertThat(done).isNotDone();
            assertThat(client.send("defghij").receiveAll()).isEqualTo("abcdefghij");
            client.channel.close();
            assertThat(done.get()).isTrue();
        }
        assertThat(fixture.errors).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aReplyUnderWayIsSentWhole(Ways way) throws Exception {
        CountDownLatch mayReply = new CountDownLatch(1);
        Server server = way.on(fixture.tcp())
                .handler(() -> (connection, input) -> {
                    input.position(input.limit());
                    fixture.told.add("handling");
                    mayReply.await();
                    connection.write(ByteBuffer.allocate(4 << 20));
                })
                .maxPendingBytes(8 << 20)
                .open();
        server.start();
        SocketAddress address = server.address();
        try (Client client = new Client(server)) {
            client.send("go");
            next(fixture.told);
            CompletableFuture<Boolean> done = shutdownBehind(server, LONG);
            if (way != Ways.LOOP && way != Ways.TWO_LOOPS) {
                awaitRefusal(address);
            }
            mayReply.countDown();
            assertThat(client.receiveAll()).hasSize(4 << 20);
            client.channel.close();
            assertThat(done.get()).isTrue();
        }
        assertThat(fixture.errors).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theDeadlineCutsTheRest(Ways way) throws Exception {
        Server server = way.on(fixture.tcp())
                .handler(() -> (connection, input) -> {
                    if (input.remaining() >= 10) {
                        connection.write(input);
                    }
                    fixture.told.add("handled");
                })
                .open();
        server.start();
        try (Client client = new Client(server)) {
            client.send("half");
            next(fixture.told);
            assertThat(server.shutdown(Duration.ofMillis(20))).isFalse();
            assertThat(client.receiveAll()).isIn("", " reset");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatIsClosedFinishesItsHandlers(Ways way) throws Exception {
        Server server =
                way.on(fixture.tcp()).handler(() -> fixture.new Telling()).open();
        server.start();
        try (Client client = new Client(server)) {
            assertThat(client.send("a").receive(1)).isEqualTo("a");
            server.close();
            assertThat(next(fixture.told)).isEqualTo("setup");
            assertThat(next(fixture.told)).isEqualTo("handle");
            assertThat(next(fixture.told)).isEqualTo("finish");
            assertThat(client.receiveAll()).isIn("", " reset");
        }
    }
}
