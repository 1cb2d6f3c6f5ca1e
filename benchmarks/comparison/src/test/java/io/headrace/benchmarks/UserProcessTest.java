// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserProcessTest {
    @TempDir
    private Path folder;

    private int port;

    @BeforeEach
    void choosePort() throws IOException {
        port = UserCommands.freePort();
    }

    @Test
    void aPortThatNeverOpensIsToldWithWhatTheProgramPrinted() {
        UserProgram program = UserCommands.impatient("echo starting up; sleep 1000", port, folder);

        assertThatThrownBy(() -> start(program))
                .hasMessageContaining("--port " + port + ": nothing listened there within 1 s")
                .hasMessageContaining("starting up");
    }

    @Test
    void aProgramThatEndsIsToldWithItsStatusAndWhatItPrinted() {
        assertThatThrownBy(() -> start(program("echo no database >&2; exit 3")))
                .hasMessageContaining("ended with status 3 before it listened on port " + port)
                .hasMessageContaining("no database");
    }

    @Test
    void aPortThatSomebodyHasIsToldWithTheProcess() throws IOException {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start(program("true")))
                    .hasMessageContaining("--port " + taken.getLocalPort() + ": process "
                            + ProcessHandle.current().pid())
                    .hasMessageContaining("listens there already");
        }
    }

    @Test
    void theProcessThatListensIsFoundBehindAScript() throws IOException, InterruptedException {
        StartedServer server = start(program("true; " + UserCommands.server("nio", port) + "; true"));
        try {
            assertThat(ProcessHandle.of(server.pid()).orElseThrow().info().command())
                    .hasValueSatisfying(command -> assertThat(command).endsWith("java"));
        } finally {
            server.stop();
        }
    }

    @Test
    void childrenThatAreLeftBehindEndWithIt() throws IOException, InterruptedException {
        Path orphan = folder.resolve("orphan");
        StartedServer server = start(program("(setsid sh -c 'echo $$ >%s; exec sleep 1000' &) ; exec %s"
                .formatted(orphan, UserCommands.server("nio", port))));
        server.stop();

        assertThat(isRunning(Long.parseLong(Files.readString(orphan).strip()))).isFalse();
        assertThat(isRunning(server.pid())).isFalse();
        assertThat(Listeners.isTaken(port)).isFalse();
    }

    @Test
    void anAgentIsTheFirstOfThoseOfTheCommandAndTheEnvironmentIsKept() throws IOException {
        UserProgram program = UserCommands.program("java -javaagent:other.jar -jar app.jar", port, "level", folder);

        List<String> command = program.command(Installation.fromProperty(), null);

        assertThat(command).startsWith("env").endsWith("sh", "-c", "java -javaagent:other.jar -jar app.jar");
        assertThat(command.get(1)).matches("JAVA_TOOL_OPTIONS=-javaagent:\\S+-all\\.jar=mode=level,fallback.fail.*");
    }

    @Test
    void theJdksProviderHasTheCommandAsItIs() throws IOException {
        assertThat(program("java -jar app.jar").command(Installation.fromProperty(), null))
                .containsExactly("sh", "-c", "java -jar app.jar");
    }

    /** A zombie, which waits for its parent, has ended. */
    private static boolean isRunning(long pid) throws IOException {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        return Files.exists(stat) && !Files.readString(stat).contains(") Z ");
    }

    private UserProgram program(String command) {
        return UserCommands.program(command, port, null, folder);
    }

    private static StartedServer start(UserProgram program) throws IOException, InterruptedException {
        return program.start(program.command(Installation.fromProperty(), null));
    }
}
