// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.StreamSupport;

/** Runs the floor of a row, by headrace-floors. */
record Floors(Cell cell) implements RowRunner {
    /** The system property that says where that program is. */
    private static final String PROGRAM = "headrace.floors";

    /** A process of several threads, as every JVM is, pays for that in each system call: see idle_threads.h. */
    private static final List<String> OPTIONS = List.of("--idle-threads=1");

    @Override
    public boolean has(Row row) {
        return Floor.of(row).isPresent();
    }

    @Override
    public List<String> options() {
        return OPTIONS;
    }

    @Override
    public ProcessSample measure(Row row, Timing timing, Path log) throws IOException, InterruptedException {
        List<String> pace = List.of(
                "--warmups=" + timing.warmups(),
                "--iterations=" + timing.measurements(),
                "--iteration-ms=" + timing.iteration().toMillis());
        Process process = new ProcessBuilder(command(row, pace))
                .redirectError(log.toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException("%s failed on %s, status %d:%n%s"
                    .formatted(row.name(), cell.name(), status, Files.readString(log)));
        }
        return sample(JsonParser.parseString(output).getAsJsonObject());
    }

    private static ProcessSample sample(JsonObject printed) {
        List<Double> times = StreamSupport.stream(
                        printed.getAsJsonArray("ns_an_operation").spliterator(), false)
                .map(JsonElement::getAsDouble)
                .toList();
        return new ProcessSample(times, Collections.nCopies(times.size(), 0.0), printed);
    }

    @Override
    public List<String> command(Row row, int calls) {
        return command(row, List.of("--warmups=0", "--iterations=1", "--count=" + calls * row.operations()));
    }

    private static List<String> command(Row row, List<String> pace) {
        String program = System.getProperty(PROGRAM);
        if (program == null) {
            throw new IllegalStateException("-D" + PROGRAM + " is not set; benchmarks/operations sets it");
        }
        List<String> command = new ArrayList<>();
        command.add(program);
        command.addAll(Floor.of(row).orElseThrow().arguments(row));
        command.addAll(OPTIONS);
        command.addAll(pace);
        return command;
    }
}
