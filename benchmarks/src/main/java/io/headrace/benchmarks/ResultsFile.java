// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** results.json: every round as it was measured, and what is needed to measure it again. */
record ResultsFile(
        int schema,
        String started,
        Machine machine,
        Cores cores,
        Settings settings,
        Map<String, List<String>> commands,
        List<Round> rounds) {
    static final int SCHEMA = 1;
    private static final Gson GSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .create();

    /** Times in milliseconds. */
    record Settings(int blocks, long warmup, long settle, long window) {
        static Settings of(Plan plan) {
            return new Settings(
                    plan.blocks(),
                    plan.warmup().toMillis(),
                    plan.settle().toMillis(),
                    plan.window().toMillis());
        }
    }

    void write(Path file) throws IOException {
        Files.writeString(file, GSON.toJson(this) + "\n");
    }
}
