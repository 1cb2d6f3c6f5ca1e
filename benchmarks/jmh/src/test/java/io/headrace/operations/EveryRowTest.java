// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EveryRowTest {
    @TempDir
    private Path folder;

    private record Ended(int status, List<String> output) {}

    @ParameterizedTest
    @CsvSource({"jdk,epoll", "tracked,epoll"})
    void everyRowRunsAndFindsWhatItChecks(String provider, String backend) throws IOException, InterruptedException {
        Cell cell = new Cell(provider, backend);
        List<String> rows = Row.all().stream()
                .filter(row -> Skip.reason(row, cell).isEmpty())
                .map(Row::name)
                .toList();

        Ended ended = run(cell, List.of());

        assertThat(ended.output()).containsExactlyElementsOf(rows);
        assertThat(ended.status()).isZero();
    }

    @Test
    void aProviderThatFellBackFailsTheRun() throws IOException, InterruptedException {
        List<String> broken = List.of("-Dio.headrace.fallback=jdk", "-Dio.headrace.library.path=" + folder);

        Ended ended = run(Goal.CELL, broken);

        assertThat(ended.status()).isNotZero();
        assertThat(ended.output()).anyMatch(line -> line.contains("the selector is sun.nio.ch.EPollSelectorImpl"));
    }

    private Ended run(Cell cell, List<String> more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(cell.program().options());
        command.add("-Djmh.ignoreLock=true");
        command.addAll(more);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), EveryRow.class.getName()));
        command.addAll(List.of(cell.provider(), cell.backend()));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Ended(process.waitFor(), Files.readAllLines(output));
    }
}
