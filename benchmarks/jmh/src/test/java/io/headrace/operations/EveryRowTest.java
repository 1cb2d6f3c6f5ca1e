// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EveryRowTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void findJdk25() throws IOException {
        Path ci = Path.of(System.getProperty("headrace.cell.options")).getParent();
        Process process = new ProcessBuilder(ci.resolve("find-jdk").toString(), "25")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        System.setProperty("headrace.jdk25", new String(process.getInputStream().readAllBytes(), UTF_8).strip());
    }

    private record Ended(int status, List<String> output) {}

    @ParameterizedTest
    @CsvSource({"jdk,epoll,false", "tracked,epoll,false", "jdk,epoll,true", "tracked,epoll,true", "tracked,poll,true"})
    void everyRowRunsAndFindsWhatItChecks(String provider, String backend, boolean virtual)
            throws IOException, InterruptedException {
        Cell cell = new Cell(provider, backend);
        List<Row> rows = Row.all().stream()
                .filter(row -> row.isOnVirtualThreads() == virtual
                        && Skip.reason(row, cell).isEmpty())
                .toList();
        assumeTrue("true".equals(System.getenv("CI")) || cell.program().has(rows.get(0)), "no JDK 25");

        if (!virtual) {
            Descriptors.assumeEnough();
        }

        Ended ended = run(cell, rows.get(0), List.of());

        assertThat(ended.output())
                .containsExactlyElementsOf(rows.stream().map(Row::name).toList());
        assertThat(ended.status()).isZero();
    }

    @Test
    void aProviderThatFellBackFailsTheRun() throws IOException, InterruptedException {
        List<String> broken = List.of("-Dio.headrace.fallback=jdk", "-Dio.headrace.library.path=" + folder);

        Ended ended = run(Goal.CELL, Row.all().get(0), broken);

        assertThat(ended.status()).isNotZero();
        assertThat(ended.output()).anyMatch(line -> line.contains("the selector is sun.nio.ch.EPollSelectorImpl"));
    }

    /** Each row that runs in the same JVM as this one. */
    private Ended run(Cell cell, Row like, List<String> more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Jvm.of(like).orElseThrow().toString());
        command.addAll(cell.program().options());
        command.addAll(Jvm.options(like));
        command.add("-Djmh.ignoreLock=true");
        command.addAll(more);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), EveryRow.class.getName()));
        command.addAll(List.of(cell.provider(), cell.backend(), Boolean.toString(like.isOnVirtualThreads())));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Ended(process.waitFor(), Files.readAllLines(output));
    }
}
