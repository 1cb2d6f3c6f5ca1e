// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ServerProcessTest {
    private static final Installation INSTALLATION = Installation.fromProperty();
    private static final Scenario SCENARIO =
            new Scenario("few", "few", Role.HTTP_NETTY, Load.of(Workload.HTTP, 4, 40), "few requests");

    @Test
    void theNettyServerAnswersEveryRequestOfTheClientRightly() throws Exception {
        Cores cores = Cores.detect();
        ServerProcess server = ServerProcess.start(command(cores), Implementation.BASELINE.program());
        try {
            WindowSample sample = new LoadClient(INSTALLATION, cores)
                    .run(server, SCENARIO.load(), Duration.ofMillis(10), Duration.ofMillis(100));
            assertThat(sample.requests()).isPositive();
        } finally {
            server.stop();
        }
    }

    @Test
    void theClientSaysWhenTheWindowBegins() throws Exception {
        Cores cores = Cores.detect();
        AtomicInteger beginnings = new AtomicInteger();
        ServerProcess server = ServerProcess.start(command(cores), Implementation.BASELINE.program());
        try {
            WindowSample sample = new LoadClient(INSTALLATION, cores)
                    .runDuring(
                            server, SCENARIO.load(), Duration.ZERO, Duration.ofMillis(50), beginnings::incrementAndGet);
            assertThat(sample.requests()).isPositive();
            assertThat(beginnings).hasValue(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void aServerThatRunsOnTheJdkIsRefusedInAHeadraceCell() throws Exception {
        ServerProgram headrace = Selection.ALL
                .only(List.of("headrace-tracked"))
                .implementations()
                .get(1)
                .program();

        assertThatThrownBy(() -> ServerProcess.start(command(Cores.detect()), headrace))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("selector=sun.nio.ch.EPollSelectorImpl");
    }

    @Test
    void aServerThatEndsBeforeItIsReadyIsAnErrorWithItsStatus() {
        assertThatThrownBy(() -> ServerProcess.start(List.of("sh", "-c", "exit 3"), Implementation.BASELINE.program()))
                .isInstanceOf(IOException.class)
                .hasMessage("the server ended with status 3 before it answered");
    }

    @Test
    void anInterpretedServerDiffersByOneOptionOfTheJvm() throws IOException {
        ServerProgram compiled = Implementation.BASELINE.program();
        List<String> command = compiled.interpreted().command(INSTALLATION, SCENARIO);

        assertThat(command).contains("-Xint");
        assertThat(command.stream().filter(word -> !word.equals("-Xint")))
                .containsExactlyElementsOf(compiled.command(INSTALLATION, SCENARIO));
    }

    private static List<String> command(Cores cores) throws IOException {
        return ServerProcess.command(INSTALLATION, cores, Implementation.BASELINE, SCENARIO);
    }
}
