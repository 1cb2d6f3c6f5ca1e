// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class FloorsTest {
    private static final Timing SHORT = new Timing(1, 1, 2, Duration.ofMillis(5));
    private static final Floors FLOORS = new Floors(Cell.FLOOR);
    private static final String PROGRAM = System.getProperty("headrace.floors");

    @TempDir
    private Path folder;

    private record Ended(int status, String output) {}

    private static Stream<Row> rows() {
        return Row.all().stream().filter(FLOORS::has);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyFloorRunsAndFindsWhatItChecks(Row row) throws IOException, InterruptedException {
        if (row.name().contains("n=9000")) {
            Descriptors.assumeEnough();
        }

        Ended ended = run(FLOORS.command(row, 300));

        assertThat(ended.status()).as(ended.output()).isZero();
    }

    @Test
    void aFloorGivesTheTimeOfEachIterationAndAllocatesNothing() throws IOException, InterruptedException {
        ProcessSample sample = FLOORS.measure(Row.named("Wakeup.sameThread"), SHORT, log());

        assertThat(sample.times()).hasSize(2).allMatch(time -> time > 0);
        assertThat(sample.allocated()).containsExactly(0.0, 0.0);
    }

    @Test
    void aFloorSaysThatItsProcessHasASecondThread() throws IOException, InterruptedException {
        ProcessSample sample = FLOORS.measure(Row.named("Wakeup.sameThread"), SHORT, log());

        assertThat(sample.raw().getAsJsonObject().get("idle_threads").getAsInt())
                .isEqualTo(1);
    }

    @Test
    void aFloorThatFailsNamesItsRowItsCellAndTheReason() {
        Row impossible = new Row("Stream.writeAndRead", Map.of("size", "0"), 1);

        assertThatThrownBy(() -> FLOORS.measure(impossible, SHORT, log()))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(
                        "Stream.writeAndRead size=0", "c-epoll", "--size: \"0\" is not a whole number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--count=1 | --operation is missing",
                "--operation=kqueue --count=1 | \"kqueue\" is not one of flip|",
                "--operation=flip | one of --iteration-ms and --count is needed",
                "--operation=flip --count=1 --iteration-ms=1 | one of --iteration-ms and --count is needed",
                "--operation=flip --count=1 --connections=9 | --connections: the operation flip takes none",
                "--operation=wakeup --count=1 --size=9 | --size: the operation wakeup takes none",
                "--operation=flip --count=1 --iterations=0 | --iterations: \"0\" is not a whole number from 1 to 1000"
            })
    void optionsThatAreWrongAreRefusedByName(String options, String reason) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(options.split(" ")));
        command.add(0, PROGRAM);

        Ended ended = run(command);

        assertThat(ended.output()).contains(reason);
        assertThat(ended.status()).isEqualTo(2);
    }

    @Test
    void tooManyConnectionsForTheLimitOfDescriptorsAreAnError() throws IOException, InterruptedException {
        String limited = "ulimit -n 64; exec " + PROGRAM + " --operation=drained --connections=29 --count=1";

        Ended ended = run(List.of("sh", "-c", limited));

        assertThat(ended.output()).contains("66 descriptors are needed; the limit is 64");
        assertThat(ended.status()).isEqualTo(1);
    }

    private Path log() {
        return folder.resolve("log");
    }

    private Ended run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
        return new Ended(process.waitFor(), Files.readString(log()));
    }
}
