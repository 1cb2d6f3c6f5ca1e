// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** results.json: every round as it was measured, and what is needed to measure it again. */
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
        List<Count> counts) {
    static final int SCHEMA = 2;
    private static final Gson GSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .create();

    /** Times in milliseconds. */
    public record Settings(int blocks, long settle, long window, double confidence) {
        static Settings of(Plan plan) {
            return new Settings(
                    plan.blocks(), plan.settle().toMillis(), plan.window().toMillis(), Interval.CONFIDENCE);
        }
    }

    /** The unit is what one request is, the size in bytes. */
    public record ScenarioEntry(
            String name, String family, String description, int connections, int size, String unit) {
        static ScenarioEntry of(Scenario scenario) {
            Load load = scenario.load();
            return new ScenarioEntry(
                    scenario.name(),
                    scenario.family(),
                    scenario.description(),
                    load.connections(),
                    load.size(),
                    load.workload().unit());
        }
    }

    public record ImplementationEntry(String name, String description, boolean baseline) {
        static ImplementationEntry of(Implementation implementation) {
            return new ImplementationEntry(
                    implementation.name(),
                    implementation.description(),
                    implementation.equals(Implementation.BASELINE));
        }
    }

    void write(Path file) throws IOException {
        Files.writeString(file, GSON.toJson(this) + "\n");
    }

    /** Refuses a file of another schema. */
    static ResultsFile read(Path file) throws IOException {
        ResultsFile results;
        try {
            results = GSON.fromJson(Files.readString(file), ResultsFile.class);
        } catch (JsonParseException e) {
            throw new IOException(file + " is no results.json: " + e.getMessage(), e);
        }
        if (results == null || results.schema != SCHEMA) {
            throw new IOException("%s has schema %s, this program reads schema %d"
                    .formatted(file, results == null ? "none" : results.schema, SCHEMA));
        }
        return results;
    }
}
