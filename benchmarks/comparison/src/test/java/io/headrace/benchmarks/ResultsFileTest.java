// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {
    private static final WindowSample SAMPLE = new WindowSample(
            3,
            2.0,
            0.5,
            1.2,
            0.4,
            0.8,
            0.3,
            1.3,
            true,
            5,
            new WindowSample.Calls(7, 3, 0, 3),
            1000,
            2000,
            List.of(new long[] {1000, 2}, new long[] {2000, 1}));

    @TempDir
    private Path folder;

    @Test
    void machineCommandsAndEveryRoundAreInTheFile() throws IOException {
        JsonObject written = write();

        assertThat(written.keySet())
                .containsExactlyInAnyOrder(
                        "schema",
                        "started",
                        "machine",
                        "cores",
                        "settings",
                        "scenarios",
                        "implementations",
                        "commands",
                        "rounds",
                        "counts",
                        "invocation",
                        "program");
        assertThat(written.getAsJsonObject("machine").keySet())
                .containsExactlyInAnyOrder("processor", "processors", "kernel", "jdk", "jdk25", "netty", "headrace");
        assertThat(written.getAsJsonObject("commands")
                        .getAsJsonArray("echo-1 jdk")
                        .get(0)
                        .getAsString())
                .isEqualTo("java");
    }

    @Test
    void aRoundIsWrittenAsTheClientReportedIt() throws IOException {
        JsonObject round = write().getAsJsonArray("rounds").get(0).getAsJsonObject();

        assertThat(round.get("block").getAsInt()).isEqualTo(7);
        assertThat(WindowSample.parse(round.get("sample").toString()))
                .usingRecursiveComparison()
                .isEqualTo(SAMPLE);
    }

    private JsonObject write() throws IOException {
        Path file = folder.resolve("results.json");
        new ResultsFile(
                        ResultsFile.SCHEMA,
                        "2026-01-01T00:00:00Z",
                        new Machine("a processor", 2, "a kernel", "17", "25", "4", "0"),
                        new Cores(0, 1),
                        ResultsFile.Settings.of(Plan.quick(Selection.QUICK)),
                        List.of(ResultsFile.ScenarioEntry.of(Scenario.ALL.get(0))),
                        List.of(ResultsFile.ImplementationEntry.of(Implementation.BASELINE)),
                        Map.of("echo-1 jdk", List.of("java")),
                        List.of(new Round("echo-1", "jdk", 7, SAMPLE)),
                        List.of(new Count("echo-1", "jdk", 0, new Count.Calls(3, 1, 0, 1), 0.0, 2000, null)),
                        new ResultsFile.Invocation("benchmarks/compare", 1, List.of(), List.of()),
                        null)
                .write(file);
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }
}
