// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * results.json: every round as it was measured, and what is needed to measure it again.
 *
 * @param program the user's own that was measured, or null
 */
public record ResultsFile(
        int schema,
        String started,
        Machine machine,
        Cores cores,
        Settings settings,
        List<ScenarioEntry> scenarios,
        List<ImplementationEntry> implementations,
        Map<String, List<String>> commands,
        List<Round> rounds,
        List<Count> counts,
        Invocation invocation,
        UserResults program) {
    /** The schema that is written, and the only one that is read: benchmarks/results.schema.json. */
    public static final int SCHEMA = 4;

    private static final Gson GSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .serializeNulls()
            .create();

    /**
     * How the program was called, how many seconds it measured, who ran beside it, and what ci/cell.options held. The
     * last is empty if no command reads that file, and in files from before it was kept.
     */
    public record Invocation(String command, double seconds, List<Disturber> disturbers, List<String> cellOptions) {
        public Invocation {
            cellOptions = cellOptions == null ? List.of() : List.copyOf(cellOptions);
        }
    }

    /** Times in milliseconds. */
    public record Settings(int blocks, long settle, long window, double confidence) {
        static Settings of(Plan plan) {
            return new Settings(
                    plan.blocks(), plan.settle().toMillis(), plan.window().toMillis(), Interval.CONFIDENCE);
        }
    }

    /**
     * The unit is what one request is, the size in bytes; the second is of a process that was not warmed up, or null.
     */
    public record ScenarioEntry(
            String name, String family, String description, int connections, int size, String unit, Integer second) {
        static ScenarioEntry of(Scenario scenario) {
            Load load = scenario.load();
            return new ScenarioEntry(
                    scenario.name(),
                    scenario.family(),
                    scenario.description(),
                    load.connections(),
                    load.size(),
                    load.workload().unit(),
                    scenario.isCold() ? scenario.second() : null);
        }

        /** Where it stands on the axis along which its family differs. */
        public int position() {
            return second == null ? connections : second;
        }

        /** What that axis is. */
        public String axis() {
            return second == null ? "connections" : "seconds since the start";
        }
    }

    /**
     * In each scenario the others are compared with the first baseline that serves it. Those of another contract than
     * java.nio's are ranked apart.
     *
     * @param program how its program differs from that of the baseline
     */
    public record ImplementationEntry(
            String name, String description, boolean baseline, boolean anotherContract, String program) {
        static ImplementationEntry of(Implementation implementation) {
            return new ImplementationEntry(
                    implementation.name(),
                    implementation.description(),
                    implementation.isBaseline(),
                    implementation.hasAnotherContract(),
                    implementation.programChange());
        }
    }

    /** Of no run at all. */
    static ResultsFile nothing() throws IOException {
        return new ResultsFile(
                SCHEMA,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Machine.detect(),
                Cores.detect(),
                new Settings(0, 0, 0, Interval.CONFIDENCE),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                new Invocation("benchmarks/operations", 0, List.of(), List.of()),
                null);
    }

    /** Writes the file, or replaces it. */
    public void write(Path file) throws IOException {
        Files.writeString(file, GSON.toJson(this) + "\n");
    }

    /** Refuses a file of another schema, and what is no such file. */
    public static ResultsFile read(Path file) throws IOException {
        try {
            JsonObject object = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            verify(file, object);
            return GSON.fromJson(object, ResultsFile.class);
        } catch (JsonParseException | IllegalStateException e) {
            throw new IOException(file + " is no results.json: " + e.getMessage(), e);
        }
    }

    private static void verify(Path file, JsonObject object) throws IOException {
        String schema = object.has("schema") ? object.get("schema").getAsString() : "none";
        if (!schema.equals(Integer.toString(SCHEMA))) {
            throw new IOException("%s has schema %s, and this program reads schema %d only: measure again"
                    .formatted(file, schema, SCHEMA));
        }
        List<String> missing = Stream.of(ResultsFile.class.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> !object.has(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new IOException(file + " is no whole results.json: it lacks " + String.join(", ", missing));
        }
    }
}
