// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.headrace.benchmarks.profile.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsyncProfilerTest {
    private static final Path PARANOID = Path.of("/proc/sys/kernel/perf_event_paranoid");
    private static final Installation INSTALLATION = Installation.fromProperty();

    @TempDir
    private Path folder;

    @Test
    void aServersStacksGoFromItsThreadIntoTheKernel() throws Exception {
        assumeThat(perfEventsAreAllowed())
                .as("root, or %s of 1 or less", PARANOID)
                .isTrue();
        Cores cores = Cores.detect();
        Scenario echo = new Scenario("few", "few", Role.ECHO, Load.of(Workload.ECHO, 4, 64), "few messages");
        AsyncProfiler profiler = new AsyncProfiler(folder);
        ServerProcess server = ServerProcess.start(
                ServerProcess.command(INSTALLATION, cores, Implementation.BASELINE, echo),
                Implementation.BASELINE.program());
        try {
            profiler.start(server.pid());
            new LoadClient(INSTALLATION, cores).run(server, echo.load(), Duration.ZERO, Duration.ofMillis(300));
            profiler.stop(server.pid());
            Samples samples = Samples.read(profiler.collapsed(server.pid()));

            assertThat(samples.showKernel()).isTrue();
            assertThat(samples.stacks().keySet()).anyMatch(stack -> stack.contains("EchoConnection.ready"));
        } finally {
            server.stop();
        }
    }

    private static boolean perfEventsAreAllowed() throws IOException {
        boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        return Files.exists(PARANOID)
                && (root || Integer.parseInt(Files.readString(PARANOID).strip()) <= 1);
    }
}
