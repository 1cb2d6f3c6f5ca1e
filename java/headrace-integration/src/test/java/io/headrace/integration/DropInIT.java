// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headrace.integration.program.SharedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/** Servers as their users start them, {@code java -jar}, under the agent. */
@ParameterizedClass(name = "{0}")
@MethodSource("runs")
class DropInIT implements RequestTests, LargeBodyTests {

    @TempDir
    private static Path folder;

    private static HttpServer server;

    @RegisterExtension
    static final TestExecutionExceptionHandler SHOW_SERVER = (context, failure) -> {
        throw failure instanceof TestAbortedException ? failure : server.failure(failure);
    };

    @Parameter
    ServerRun run;

    static Stream<ServerRun> runs() {
        return ServerRun.of(cell -> !"poll".equals(cell.backend()));
    }

    @BeforeParameterizedClassInvocation
    static void start(ServerRun run) throws Exception {
        server = run.start(List.of(), List.of());
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        try (HttpServer server = DropInIT.server) {
            server.finish();
        }
    }

    @Override
    public HttpServer server() {
        return server;
    }

    private static void requireFile(HttpServer from) throws IOException {
        try (Connection connection = from.connect()) {
            connection.send(Connection.get(SharedFile.TARGET));
            connection.receiveEqual(SharedFile.body());
        }
    }

    @Test
    void aFileOfAHundredMebibytesComesDown() throws IOException {
        requireFile(server);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no strace there")
    void theFileGoesFromKernelToSocketWithoutACopy() throws Exception {
        assumeTrue(run.kind().sendsFile() && Runtime.version().feature() < 25, "does not come to sendfile(2)");
        Path calls = folder.resolve("calls.txt");
        try (HttpServer traced = run.start(
                List.of("strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=sendfile", "-o", calls.toString()),
                List.of())) {
            requireFile(traced);
            traced.finish();
        }
        long sent = Files.readAllLines(calls).stream()
                .filter(line -> line.matches(".*sendfile.* = \\d+"))
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
        assertThat(sent).isEqualTo(SharedFile.body().size());
    }
}
