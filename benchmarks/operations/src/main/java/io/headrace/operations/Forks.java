// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs a row by JMH, in a JVM of its own that has the options of the cell. */
final class Forks {
    /** The same for all: a heap that does not grow, and the collector that a JVM on one processor chooses. */
    private static final List<String> COMMON = List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC");

    /** Where the natives lie that are in no jar yet: for tests. */
    private static final String NATIVES = "headrace.native.dir";

    private final Timing timing;
    private final Path log;

    Forks(Timing timing, Path log) {
        this.timing = timing;
        this.log = log;
    }

    static List<String> jvmOptions(Cell cell) {
        List<String> options = new ArrayList<>(COMMON);
        options.addAll(cell.jvmOptions());
        String natives = System.getProperty(NATIVES);
        if (natives != null && !cell.isJdk()) {
            options.add("-Dio.headrace.library.path=" + natives);
        }
        return options;
    }

    RunResult run(Row row, Cell cell) throws IOException {
        TimeValue iteration = TimeValue.milliseconds(timing.iteration().toMillis());
        ChainedOptionsBuilder options = select(row)
                .forks(1)
                .jvmArgs(jvmOptions(cell).toArray(new String[0]))
                .warmupIterations(timing.warmups())
                .warmupTime(iteration)
                .measurementIterations(timing.measurements())
                .measurementTime(iteration)
                .addProfiler(GCProfiler.class)
                .output(log.toString());
        try {
            return single(new Runner(options.build()).run());
        } catch (RunnerException e) {
            throw new IOException(row.name() + " failed on " + cell.name() + ": see " + log, e);
        }
    }

    /** The row alone; a benchmark that throws ends the run. */
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
}
