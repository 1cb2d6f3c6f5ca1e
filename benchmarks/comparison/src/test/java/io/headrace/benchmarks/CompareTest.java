// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --port=0                                          | --port 0: from 1 to 65535 are allowed
            --port=80 --path=index                            | --path index: a path begins with /
            --port=80 --header=Cookie                         | --header Cookie: a header is written NAME: VALUE
            --port=80 --modes=tracked,kqueue                  | --modes kqueue: there are tracked, level, oneshot, edge
            --port=80 --ignore-regex=(                        | --ignore-regex (: Unclosed group
            --port=80 --connections=0                         | --connections 0: from 1 to 10000 are allowed
            --port=80 --quick                                 | --quick, --full and --only are for other programs
            --port=80 --against=/no/such/file                 | --against /no/such/file: there is no such file
            --path=/                                          | --port
            """)
    void anOptionOfTheUsersProgramIsRefusedByNameValueAndReason(String options, String reason) {
        List<String> all = new ArrayList<>(List.of("--my", "java -jar app.jar"));
        all.addAll(List.of(options.split(" ")));

        assertThat(run(all.toArray(String[]::new))).isEqualTo(2);
        assertThat(errors.toString()).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-javaagent:/x/headrace-0.1.0-all.jar=mode=level",
                "-Djava.nio.channels.spi.SelectorProvider=other.Provider",
                "-Dio.headrace.mode=level",
                "-Dio.headrace.fallback=jdk"
            })
    void aCommandThatDecidesItselfWhatIsToBeComparedIsRefused(String option) {
        assertThat(run("--my", "java " + option + " -jar app.jar", "--port", "80"))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("--my " + option + ": this program decides that itself");
    }

    private int run(String... arguments) {
        return Compare.commandLine(new PrintStream(output, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }
}
