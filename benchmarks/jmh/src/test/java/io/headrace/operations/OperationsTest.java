// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class OperationsTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final StringWriter errors = new StringWriter();

    @Test
    void listNamesEveryRow() {
        assertThat(execute("--list")).isZero();
        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains(Row.all().stream().map(Row::name).toList());
    }

    /** -Dheadrace.texts.accept writes them. */
    @ParameterizedTest
    @ValueSource(strings = {"--help", "--list"})
    void theTextThatTheScriptPrintsWithoutAJvmIsThatOfTheProgram(String option) throws IOException {
        Path file = Path.of(System.getProperty("headrace.root"), "benchmarks/texts", "operations" + option);
        assertThat(execute(option)).isZero();
        if (System.getProperty("headrace.texts.accept") != null) {
            Files.writeString(file, output.toString(StandardCharsets.UTF_8));
        }

        assertThat(file).hasContent(output.toString(StandardCharsets.UTF_8));
    }

    @Test
    void listNamesEveryProviderAndEveryFloor() {
        assertThat(execute("--list")).isZero();
        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("providers: jdk, tracked, level, oneshot, edge, c\n")
                .contains(Floor.ALL.stream().map(Floor::operation).toList());
    }

    @Test
    void aPatternThatNoRowMatchesIsRefused() {
        assertThat(execute("--only", "kqueue")).isEqualTo(2);
        assertThat(errors.toString()).startsWith("--only: no row matches kqueue");
    }

    @Test
    void aProviderThatIsUnknownIsRefused() {
        assertThat(execute("--providers", "netty")).isEqualTo(2);
        assertThat(errors.toString()).startsWith("--providers: unknown provider \"netty\"");
    }

    private int execute(String... arguments) {
        PrintStream terminal = new PrintStream(output, true, StandardCharsets.UTF_8);
        CommandLine line = Operations.commandLine(terminal)
                .setOut(new PrintWriter(terminal, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(errors, true));
        return line.execute(arguments);
    }
}
