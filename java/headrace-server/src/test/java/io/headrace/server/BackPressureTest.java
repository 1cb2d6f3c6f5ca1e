// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import static io.headrace.server.LoopFixture.next;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A writer stops while the peer does not read, and goes on after. */
@Bounded
class BackPressureTest {
    private static final int CHUNK = 10_000;
    private static final int CHUNKS = 2_000;

    private final ServerFixture fixture = new ServerFixture();

    /** Sends numbered chunks as long as it may. */
    private final class Sender implements StreamHandler {
        private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
        private int sent;

        @Override
        public void handle(Connection connection, ByteBuffer input) throws IOException {
            input.position(input.limit());
            go(connection);
        }

        @Override
        public void drained(Connection connection) throws IOException {
            fixture.told.add("drained");
            go(connection);
        }

        private void go(Connection connection) throws IOException {
            boolean goesOn = true;
            while (goesOn && sent < CHUNKS) {
                chunk.clear();
                while (chunk.hasRemaining()) {
                    chunk.putInt(sent);
                }
                sent++;
                goesOn = connection.write(chunk.flip());
            }
            if (sent == CHUNKS) {
                connection.close();
            } else {
                fixture.told.add("stopped");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLongReplyToAPeerThatReadsLateArrivesWhole(Ways way) throws Exception {
        try (Server server = way.on(fixture.tcp())
                .handler(Sender::new)
                .maxPendingBytes(100_000)
                .open()) {
            server.start();
            try (Client client = new Client(server)) {
                client.send("go");
                if (!way.blocks()) {
                    assertThat(next(fixture.told)).isEqualTo("stopped");
                    assertThat(fixture.told)
                            .as("nothing goes on while the peer does not read")
                            .isEmpty();
                }
                ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
                for (int i = 0; i < CHUNKS; i++) {
                    bytes.clear();
                    while (bytes.hasRemaining() && client.channel.read(bytes) >= 0) {
                        // until the chunk is whole
                    }
                    assertThat(bytes.flip().remaining()).isEqualTo(CHUNK);
                    assertThat(isFilledWith(i, bytes)).isTrue();
                }
                assertThat(client.receiveAll()).isEmpty();
            }
        }
        assertThat(fixture.errors).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOOP", "TWO_LOOPS", "POOL"})
    void requestsWaitWhileThePeerDoesNotReadItsReplies(Ways way) throws Exception {
        ByteBuffer reply = ByteBuffer.allocate(50_000);
        Framing lines = Framing.delimiter(10, (byte) '\n');
        try (Server server = way.on(fixture.tcp())
                .handler(() -> StreamHandler.framed(lines, (connection, frame) -> {
                    boolean goesOn = connection.write(reply.duplicate());
                    if (!goesOn) {
                        fixture.told.add("full");
                    }
                    return goesOn;
                }))
                .maxPendingBytes(200_000)
                .open()) {
            server.start();
            try (Client client = new Client(server)) {
                client.send("x\n".repeat(500));
                assertThat(next(fixture.told)).isEqualTo("full");
                client.send("x\n".repeat(500));
                selectOnce(server);
                assertThat(fixture.told).as("nothing is handled meanwhile").isEmpty();
                assertThat(client.receive(50_000_000)).hasSize(50_000_000);
            }
        }
        assertThat(fixture.errors).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOOP", "POOL"})
    void aHandlerThatDoesNotStopIsClosedAtTheLimit(Ways way) throws Exception {
        try (Server server = way.on(fixture.tcp())
                .handler(() -> (connection, input) -> {
                    while (true) {
                        connection.write(ByteBuffer.allocate(10_000));
                    }
                })
                .maxPendingBytes(100_000)
                .open()) {
            server.start();
            try (Client client = new Client(server)) {
                client.send("go");
                assertThat(next(fixture.errors))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("at most 100000 are allowed");
                client.receiveAll();
            }
        }
    }

    @Test
    void aWriteThatIsTakenLaterLeavesItsBufferFree() throws Exception {
        ByteBuffer reused = ByteBuffer.allocate(1 << 20);
        try (Server server = fixture.tcp()
                .handler(() -> (connection, input) -> {
                    input.position(input.limit());
                    for (byte fill = 'a'; fill < 'a' + 20; fill++) {
                        for (int i = 0; i < reused.capacity(); i++) {
                            reused.put(i, fill);
                        }
                        connection.write(reused.clear());
                    }
                    connection.close();
                })
                .maxPendingBytes(32 << 20)
                .open()) {
            server.start();
            try (Client client = new Client(server)) {
                client.send("go");
                for (char fill = 'a'; fill < 'a' + 20; fill++) {
                    assertThat(client.receive(1 << 20).chars().allMatch(matching(fill)))
                            .isTrue();
                }
            }
        }
    }

    /** The loops of the server have looked for input since the call. */
    private static void selectOnce(Server server) throws Exception {
        for (EventLoop loop : server.loops()) {
            CompletableFuture<Void> later = new CompletableFuture<>();
            LoopTimer timer = loop.timer(() -> loop.execute(() -> later.complete(null)));
            timer.start(0, TimeUnit.NANOSECONDS);
            later.get();
        }
    }

    private static boolean isFilledWith(int number, ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (bytes.getInt() != number) {
                return false;
            }
        }
        return true;
    }

    private static IntPredicate matching(char wanted) {
        return each -> each == wanted;
    }
}
