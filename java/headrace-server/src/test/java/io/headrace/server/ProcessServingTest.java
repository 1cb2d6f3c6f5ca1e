// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.server.program.InheritedEcho;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A process for each connection, which only Headrace can start. */
@Bounded
class ProcessServingTest {
    private static final String PROVIDER = "java.nio.channels.spi.SelectorProvider";
    private static final String HEADRACE = "io\\.headrace\\..*";

    private final ServerFixture fixture = new ServerFixture();

    @Test
    @EnabledIfSystemProperty(named = PROVIDER, matches = HEADRACE)
    void theConnectionIsTheStandardInputOfAProcess() throws Exception {
        try (Server server =
                fixture.tcp().serving(Serving.process("sh", "-c", "cat >&0")).open()) {
            server.start();
            try (Client first = new Client(server);
                    Client second = new Client(server)) {
                assertThat(second.send("two").receive(3)).isEqualTo("two");
                assertThat(first.send("one").receive(3)).isEqualTo("one");
                first.channel.shutdownOutput();
                assertThat(first.receiveAll()).isEmpty();
            }
            assertThat(server.shutdown(Duration.ofSeconds(20))).isTrue();
            assertThat(server.statistics().getOpen()).isZero();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = PROVIDER, matches = HEADRACE)
    void aJavaProgramInheritsTheConnection() throws Exception {
        List<String> command = new ForkedJvm(InheritedEcho.class).command();
        try (Server server = fixture.tcp()
                .serving(Serving.process(command.toArray(new String[0])))
                .open()) {
            server.start();
            try (Client client = new Client(server)) {
                assertThat(client.send("hello").receive(5)).isEqualTo("hello");
            }
        }
    }

    @Test
    @EnabledIfSystemProperty(named = PROVIDER, matches = HEADRACE)
    void theDeadlineKillsAProcess() throws Exception {
        try (Server server = fixture.tcp()
                .serving(Serving.process("sh", "-c", "exec cat >&0"))
                .open()) {
            server.start();
            try (Client client = new Client(server)) {
                assertThat(client.send("x").receive(1)).isEqualTo("x");
                assertThat(server.shutdown(Duration.ofMillis(10))).isFalse();
                assertThat(client.receiveAll()).isIn("", " reset");
            }
        }
    }

    @Test
    @EnabledIfSystemProperty(named = PROVIDER, matches = HEADRACE)
    void aProgramThatIsNotThereClosesTheConnection() throws Exception {
        try (Server server =
                fixture.tcp().serving(Serving.process("/no/such/program")).open()) {
            server.start();
            try (Client client = new Client(server)) {
                assertThat(client.receiveAll()).isIn("", " reset");
                assertThat(LoopFixture.next(fixture.errors)).hasMessageContaining("/no/such/program");
            }
        }
    }

    @Test
    @DisabledIfSystemProperty(named = PROVIDER, matches = HEADRACE)
    void anotherProviderSaysThatItStartsNoProcess() {
        assertThatThrownBy(() -> fixture.tcp().serving(Serving.process("cat")).open())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("a process per connection")
                .hasMessageContaining("io.headrace.HeadraceSelectorProvider");
    }

    @Test
    void datagramsAreServedByNoProcess() {
        assertThatThrownBy(() -> fixture.udp().serving(Serving.process("cat")).open())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("udp");
    }
}
