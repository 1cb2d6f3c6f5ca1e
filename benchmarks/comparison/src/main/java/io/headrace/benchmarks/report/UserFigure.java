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
            new RatioWords("start", "Starts sooner", "Starts later", "takes", "start"),
            "start s",
            1,
            (run, result) -> run.file().program().starts().stream()
                    .filter(start -> start.implementation().equals(result.name()))
                    .sorted(Comparator.comparingInt(Start::block))
                    .mapToDouble(Start::seconds)
                    .toArray()),
    MEMORY(
            new RatioWords("memory", "Less memory", "More memory", "uses", "memory"),
            "resident MiB",
            1.0 / (1 << 20),
            (run, result) -> result.counts().blocks().stream()
                    .sorted(Comparator.comparingInt(Count::block))
                    .mapToDouble(Count::residentBytes)
                    .toArray()),
    P99(
            new RatioWords("p99", "Lower p99", "Higher p99", "has", "p99"),
            "p99 µs",
            1e-3,
            (run, result) -> result.summary().each(Block::latency99Ns));

    private final RatioWords words;
    private final String column;
    private final double scale;
    private final BiFunction<RunResults, ScenarioResult, double[]> blocks;

    UserFigure(RatioWords words, String column, double scale, BiFunction<RunResults, ScenarioResult, double[]> blocks) {
        this.words = words;
        this.column = column;
        this.scale = scale;
        this.blocks = blocks;
    }

    String title() {
        return words.title();
    }

    RatioWords words() {
        return words;
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
