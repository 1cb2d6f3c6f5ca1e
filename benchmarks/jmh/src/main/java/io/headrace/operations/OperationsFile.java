// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** operations.json: what each process wrote, with the row, the cell and the round. */
final class OperationsFile {
    static final int SCHEMA = 3;
    private static final Gson GSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .create();

    private final List<Run> runs = new ArrayList<>();
    private final String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();

    /** One process, and what an operation took in it, less what was wanted of a timer. */
    private record Run(String row, String cell, int round, double ns, JsonElement raw) {}

    private record Content(
            int schema, String started, String headrace, Map<String, List<String>> cells, List<Run> runs) {}

    void add(Row row, Cell cell, int round, ProcessSample sample) {
        runs.add(new Run(row.name(), cell.name(), round, RowFigure.nanos(row, sample), sample.raw()));
    }

    void write(Path file, List<Cell> cells) throws IOException {
        Map<String, List<String>> options = new LinkedHashMap<>();
        cells.forEach(cell -> options.put(cell.name(), cell.program().options()));
        Content content = new Content(SCHEMA, started, System.getProperty("headrace.commit", "unknown"), options, runs);
        Files.writeString(file, GSON.toJson(content) + "\n");
    }
}
