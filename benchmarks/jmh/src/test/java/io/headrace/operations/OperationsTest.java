// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
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
        assertThat(errors.toString()).startsWith("unknown provider \"netty\"");
    }

    private int execute(String... arguments) {
        PrintStream terminal = new PrintStream(output, true, StandardCharsets.UTF_8);
        CommandLine line = Operations.commandLine(terminal).setErr(new PrintWriter(errors, true));
        return line.execute(arguments);
    }
}
