// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CompareTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final StringWriter errors = new StringWriter();

    @Test
    void everyNameThatOnlyTakesIsListed() {
        assertThat(run("--list")).isZero();
        assertThat(output.toString(StandardCharsets.UTF_8)).contains(Selection.names());
    }

    @Test
    void anUnknownNameIsAUsageErrorThatListsTheKnownOnes() {
        assertThat(run("--only", "jdk,netty")).isEqualTo(2);
        assertThat(errors.toString()).contains("--only: unknown name 'netty'").contains(Selection.names());
    }

    @Test
    void blocksThatAreNoNumberAreAUsageError() {
        assertThat(run("--blocks", "many")).isEqualTo(2);
        assertThat(errors.toString()).contains("'--blocks': an interval takes at least 2 blocks, not 'many'");
    }

    @Test
    void anUnknownOptionIsAUsageErrorThatShowsTheKnownOnes() {
        assertThat(run("--quik")).isEqualTo(2);
        assertThat(errors.toString())
                .contains("Unknown option: '--quik'")
                .contains("--quick", "--list", "--only", "--out");
    }

    private int run(String... arguments) {
        return Compare.commandLine(new PrintStream(output, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }
}
