// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProfileTest {
    private final StringWriter errors = new StringWriter();

    @Test
    void anUnknownScenarioIsAUsageErrorThatListsTheKnownOnes() {
        assertThat(run("echo-7", "jdk")).isEqualTo(2);
        assertThat(errors.toString()).contains("SCENARIO: unknown name 'echo-7'; allowed are ", ", echo-1, ");
    }

    @Test
    void anUnknownImplementationIsAUsageErrorThatListsTheKnownOnes() {
        assertThat(run("echo-100", "jdk", "headrace")).isEqualTo(2);
        assertThat(errors.toString()).contains("IMPLEMENTATION: unknown name 'headrace'; allowed are jdk, ");
    }

    @Test
    void aScenarioWithoutAnImplementationIsAUsageError() {
        assertThat(run("echo-100")).isEqualTo(2);
        assertThat(errors.toString()).contains("Missing required parameter: 'IMPLEMENTATION'");
    }

    @Test
    void anImplementationThatDoesNotServeTheScenarioIsAUsageError() {
        assertThat(run("http-jetty-100", "netty-epoll")).isEqualTo(2);
        assertThat(errors.toString()).contains("netty-epoll does not serve http-jetty-100");
    }

    @Test
    void aProgramInCIsAUsageError() {
        assertThat(run("echo-100", "c-epoll-level")).isEqualTo(2);
        assertThat(errors.toString()).contains("c-epoll-level is no JVM");
    }

    @Test
    void oneBlockIsTooFew() {
        assertThat(run("echo-100", "jdk", "--blocks", "1")).isEqualTo(2);
        assertThat(errors.toString()).contains("'--blocks': an interval takes at least 2 blocks, not '1'");
    }

    private int run(String... arguments) {
        return Profile.commandLine(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }
}
