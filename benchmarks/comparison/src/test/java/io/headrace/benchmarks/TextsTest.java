// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The texts that the scripts print without a JVM; -Dheadrace.texts.accept writes them. */
class TextsTest {
    private static final Map<String, Function<PrintStream, CommandLine>> PROGRAMS = Map.of(
            "compare",
            Compare::commandLine,
            "profile",
            Profile::commandLine,
            "report",
            terminal -> Terminal.commandLine(new Report(terminal)),
            "prove",
            terminal -> Terminal.commandLine(new Prove(terminal)));

    @ParameterizedTest
    @CsvSource({"compare,--help", "compare,--list", "profile,--help", "report,--help", "prove,--help"})
    void theTextOfTheScriptIsThatOfTheProgram(String program, String option) throws IOException {
        Path file = Path.of(System.getProperty("headrace.root"), "benchmarks/texts", program + option);
        String printed = print(PROGRAMS.get(program), option);
        if (System.getProperty("headrace.texts.accept") != null) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, printed);
        }

        assertThat(file).hasContent(printed);
    }

    private static String print(Function<PrintStream, CommandLine> program, String option) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream terminal = new PrintStream(output, true, StandardCharsets.UTF_8);
        program.apply(terminal)
                .setOut(new PrintWriter(terminal, true, StandardCharsets.UTF_8))
                .execute(option);
        return output.toString(StandardCharsets.UTF_8);
    }
}
