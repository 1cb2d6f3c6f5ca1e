// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs a row by JMH, in a JVM that has the options of the cell. */
record Forks(Cell cell) implements RowRunner {
    /** The same for all: a heap that does not grow, and the collector that a JVM on one processor chooses. */
    private static final List<String> COMMON = List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC");

    /** Where the natives lie that are in no jar yet: for tests. */
    private static final String NATIVES = "headrace.native.dir";

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    @Override
    public boolean has(Row row) {
        return Jvm.of(row).isPresent();
    }

    @Override
    public List<String> options() {
        List<String> options = new ArrayList<>(COMMON);
        options.addAll(cell.jvmOptions());
        String natives = System.getProperty(NATIVES);
        if (natives != null && !cell.isJdk()) {
            options.add("-Dio.headrace.library.path=" + natives);
        }
        return options;
    }

    @Override
    public ProcessSample measure(Row row, Timing timing, Path log) throws IOException {
        TimeValue iteration = TimeValue.milliseconds(timing.iteration().toMillis());
        ChainedOptionsBuilder options = select(row)
                .forks(1)
                .jvm(Jvm.of(row).orElseThrow().toString())
                .jvmArgs(options().toArray(new String[0]))
                .jvmArgsAppend(Jvm.options(row).toArray(new String[0]))
                .warmupIterations(timing.warmups())
                .warmupTime(iteration)
                .measurementIterations(timing.measurements())
                .measurementTime(iteration)
                .addProfiler(GCProfiler.class)
                .output(log.toString());
        try {
            return sample(single(new Runner(options.build()).run()));
        } catch (RunnerException e) {
            throw new IOException(row.name() + " failed on " + cell.name() + ": see " + log, e);
        }
    }

    /** Only the row; a benchmark that throws ends the run. */
    static ChainedOptionsBuilder select(Row row) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(row.qualifiedName()) + "$")
                .shouldFailOnError(true);
        row.params().forEach(options::param);
        return options;
    }

    private static RunResult single(Collection<RunResult> results) throws IOException {
        if (results.size() != 1) {
            throw new IOException("JMH gave " + results.size() + " results instead of one");
        }
        return results.iterator().next();
    }

    private static ProcessSample sample(RunResult result) {
        Collection<IterationResult> iterations = result.getAggregatedResult().getIterationResults();
        return new ProcessSample(
                scores(iterations, IterationResult::getPrimaryResult),
                scores(iterations, iteration -> iteration.getSecondaryResults().get(ALLOCATED)),
                raw(result));
    }

    @SuppressWarnings("rawtypes") // as IterationResult has them
    private static List<Double> scores(Collection<IterationResult> iterations, Function<IterationResult, Result> of) {
        return iterations.stream()
                .map(iteration -> of.apply(iteration).getScore())
                .toList();
    }

    private static JsonElement raw(RunResult result) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(text, true, StandardCharsets.UTF_8);
        ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(List.of(result));
        return JsonParser.parseString(text.toString(StandardCharsets.UTF_8))
                .getAsJsonArray()
                .get(0);
    }

    @Override
    public List<String> command(Row row, int calls) {
        List<String> command = new ArrayList<>();
        command.add(Jvm.of(row).orElseThrow().toString());
        command.addAll(options());
        command.addAll(Jvm.options(row));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FixedRun.class.getName()));
        command.addAll(List.of(row.name(), Integer.toString(calls)));
        return command;
    }
}
