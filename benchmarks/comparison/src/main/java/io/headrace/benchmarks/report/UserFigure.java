// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.Count;
import io.headrace.benchmarks.Summary.Block;
import io.headrace.benchmarks.UserResults.Start;
import java.util.Comparator;
import java.util.function.BiFunction;

/** What is said of a user's own program besides the figures of every run; less is better in all. */
enum UserFigure {
    START(
            "start",
            "start s",
            1,
            (run, result) -> run.file().program().starts().stream()
                    .filter(start -> start.implementation().equals(result.name()))
                    .sorted(Comparator.comparingInt(Start::block))
                    .mapToDouble(Start::seconds)
                    .toArray()),
    MEMORY(
            "memory",
            "resident MiB",
            1.0 / (1 << 20),
            (run, result) -> result.counts().blocks().stream()
                    .sorted(Comparator.comparingInt(Count::block))
                    .mapToDouble(Count::residentBytes)
                    .toArray()),
    P99("p99", "p99 µs", 1e-3, (run, result) -> result.summary().each(Block::latency99Ns));

    private final String title;
    private final String column;
    private final double scale;
    private final BiFunction<RunResults, ScenarioResult, double[]> blocks;

    UserFigure(String title, String column, double scale, BiFunction<RunResults, ScenarioResult, double[]> blocks) {
        this.title = title;
        this.column = column;
        this.scale = scale;
        this.blocks = blocks;
    }

    String title() {
        return title;
    }

    /** With the unit. */
    String column() {
        return column;
    }

    /** From the unit of {@link #blocks} to that of the column. */
    double scale() {
        return scale;
    }

    double[] blocks(RunResults run, ScenarioResult result) {
        return blocks.apply(run, result);
    }
}
