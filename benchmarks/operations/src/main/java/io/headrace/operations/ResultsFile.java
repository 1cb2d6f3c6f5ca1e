// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/** operations.json: what JMH wrote of each JVM, with the cell and the round. */
final class ResultsFile {
    static final int SCHEMA = 1;
    private static final Gson GSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .create();

    private final List<Run> runs = new ArrayList<>();
    private final String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();

    /** One JVM. */
    private record Run(String row, String cell, int round, JsonElement jmh) {}

    private record Content(
            int schema, String started, String headrace, Map<String, List<String>> cells, List<Run> runs) {}

    void add(Row row, Cell cell, int round, RunResult result) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(text, true, StandardCharsets.UTF_8);
        ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(List.of(result));
        JsonElement jmh = JsonParser.parseString(text.toString(StandardCharsets.UTF_8));
        runs.add(new Run(row.name(), cell.name(), round, jmh.getAsJsonArray().get(0)));
    }

    void write(Path file, List<Cell> cells) throws IOException {
        Map<String, List<String>> options = new LinkedHashMap<>();
        cells.forEach(cell -> options.put(cell.name(), Forks.jvmOptions(cell)));
        Content content = new Content(SCHEMA, started, System.getProperty("headrace.commit", "unknown"), options, runs);
        Files.writeString(file, GSON.toJson(content) + "\n");
    }
}
