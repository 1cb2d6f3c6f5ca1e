// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import static io.headrace.server.LoopFixture.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.server.program.DescriptorShortage;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server does beyond each limit. */
@Bounded
class LimitsTest {
    private final ServerFixture fixture = new ServerFixture();

    @ParameterizedTest
    @EnumSource
    void aConnectionTooManyWaitsUntilAnotherOneIsOver(Ways way) throws Exception {
        try (Server server = way.on(fixture.tcp())
                .handler(() -> fixture.new Telling())
                .maxConnections(2)
                .open()) {
            server.start();
            try (Client first = new Client(server);
                    Client second = new Client(server);
                    Client third = new Client(server)) {
                assertThat(first.send("a").receive(1)).isEqualTo("a");
                assertThat(second.send("b").receive(1)).isEqualTo("b");
                third.send("c");
                assertThat(first.send("a").receive(1)).isEqualTo("a");
                assertThat(server.statistics().getAccepted()).isEqualTo(2);
                second.channel.close();
                assertThat(third.receive(1)).isEqualTo("c");
                assertThat(server.statistics().getAccepted()).isEqualTo(3);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionWithoutTrafficIsClosed(Ways way) throws Exception {
        try (Server server = way.on(fixture.tcp())
                .handler(() -> fixture.new Telling())
                .idleTime(Duration.ofMillis(50))
                .open()) {
            server.start();
            try (Client client = new Client(server)) {
                assertThat(client.send("a").receiveAll()).isIn("a", "a reset");
                assertThat(List.of(next(fixture.told), next(fixture.told), next(fixture.told)))
                        .containsExactly("setup", "handle", "finish");
                assertThat(server.statistics().getClosedIdle()).isEqualTo(1);
            }
        }
        assertThat(fixture.errors).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRequestTooLargeIsClosedAndReported(Ways way) throws Exception {
        try (Server server = way.on(fixture.tcp())
                .handler(() -> (connection, input) -> {
                    if (input.remaining() > 1000) {
                        connection.write(input);
                    }
                })
                .maxRequestBytes(1000)
                .open()) {
            server.start();
            try (Client client = new Client(server)) {
                assertThat(client.send("x".repeat(1000)).receiveAll()).isIn("", " reset");
                assertThat(next(fixture.errors))
                        .isInstanceOf(RequestTooLargeException.class)
                        .hasMessage("a request of more than 1000 bytes");
                assertThat(server.statistics().getTooLarge()).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRequestJustSmallEnoughIsServed(Ways way) throws Exception {
        try (Server server = way.on(fixture.tcp())
                .handler(() -> (connection, input) -> {
                    if (input.remaining() >= 999) {
                        connection.write(input);
                    }
                })
                .maxRequestBytes(1000)
                .open()) {
            server.start();
            try (Client client = new Client(server)) {
                for (int i = 0; i < 999; i++) {
                    client.send("x");
                }
                assertThat(client.receive(999)).hasSize(999);
            }
        }
        assertThat(fixture.errors).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void framesByteByByteAndTenThousandAtOnceAreServed(Ways way) throws Exception {
        Framing framing = Framing.lengthPrefix(2, 100);
        try (Server server = way.on(fixture.tcp())
                .handler(() -> {
                    FrameEncoder encoder = framing.newEncoder();
                    return StreamHandler.framed(
                            framing, (connection, frame) -> connection.write(encoder.encode(frame)));
                })
                .open()) {
            server.start();
            try (Client client = new Client(server)) {
                for (String part : List.of("\0", "\3", "a", "b", "c")) {
                    client.send(part);
                }
                assertThat(client.receive(5)).isEqualTo("\0\3abc");
                String all = "\0\3xyz".repeat(10_000);
                client.send(all);
                assertThat(client.receive(all.length()).equals(all)).isTrue();
            }
        }
        assertThat(fixture.errors).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void framesThatAreNoneDisturbNobodyElse(Ways way) throws Exception {
        Framing framing = Framing.lengthPrefix(4, 100);
        try (Server server = way.on(fixture.tcp())
                .handler(() -> StreamHandler.framed(framing, ServerFixture::echo))
                .open()) {
            server.start();
            try (Client good = new Client(server)) {
                for (String bad : List.of("\377\377\377\377", "\0\0\1\0", "\0\0\0\5abc")) {
                    try (Client client = new Client(server)) {
                        client.send(bad).channel.shutdownOutput();
                        assertThat(client.receiveAll()).isIn("", " reset");
                        assertThat(next(fixture.errors)).isInstanceOf(FramingException.class);
                    }
                }
                assertThat(good.send("\0\0\0\1x").receive(1)).isEqualTo("x");
            }
        }
    }

    @Test
    void anAcceptWithoutDescriptorsPausesAndDoesNotSpin() throws Exception {
        List<String> printed = new ForkedJvm(DescriptorShortage.class)
                .under("sh", "-c", "ulimit -n 400; exec \"$@\"", "sh")
                .run();
        assertThat(printed).contains("served after the shortage");
        assertThat(printed).anyMatch(line -> line.matches("accepts that failed: [1-9]|accepts that failed: 1[0-9]"));
    }

    @Test
    void countersAreAnMxBeanWhileTheServerIsOpen() throws Exception {
        ObjectName name = new ObjectName("io.headrace.server:type=Server,name=\"tested\"");
        try (Server server = fixture.tcp()
                .handler(() -> ServerFixture::echo)
                .mxBean("tested")
                .open()) {
            server.start();
            try (Client client = new Client(server)) {
                client.send("hello").receive(5);
                // once this comes back, what was sent before is counted
                client.send("!").receive(1);
                MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
                assertThat(beans.getAttribute(name, "Accepted")).isEqualTo(1L);
                assertThat(beans.getAttribute(name, "Open")).isEqualTo(1L);
                assertThat(beans.getAttribute(name, "BytesReceived")).isEqualTo(6L);
                assertThat(beans.getAttribute(name, "BytesSent")).isIn(5L, 6L);
            }
        }
        assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(name))
                .isFalse();
    }

    @Test
    void limitsOfNothingAreRefused() {
        Server.Builder builder = fixture.tcp();
        assertThatThrownBy(() -> builder.maxConnections(0)).hasMessageContaining("want more than 0");
        assertThatThrownBy(() -> builder.maxRequestBytes(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> builder.idleTime(Duration.ZERO)).hasMessageContaining("PT0S");
        assertThatThrownBy(() -> Serving.pool(0)).hasMessageContaining("threads");
    }
}
