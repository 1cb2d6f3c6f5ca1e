// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;

/** What a row took on a cell, from the runs of all rounds. Times in nanoseconds an operation, allocation in bytes. */
record Figure(Cell cell, double time, double error, double allocated, List<Double> rounds) {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    static Figure of(Row row, Cell cell, List<RunResult> runs) {
        List<BenchmarkResult> all = runs.stream()
                .map(RunResult::getBenchmarkResults)
                .flatMap(Collection::stream)
                .toList();
        RunResult merged = new RunResult(runs.get(0).getParams(), all);
        return new Figure(
                cell,
                merged.getPrimaryResult().getScore() - row.wanted(),
                merged.getPrimaryResult().getScoreError(),
                allocated(all),
                runs.stream()
                        .map(run -> run.getPrimaryResult().getScore() - row.wanted())
                        .toList());
    }

    /** The median: what the benchmark allocates as it ends counts into the last iteration of each JVM. */
    private static double allocated(List<BenchmarkResult> results) {
        double[] iterations = results.stream()
                .flatMap(result -> result.getIterationResults().stream())
                .mapToDouble(iteration ->
                        iteration.getSecondaryResults().get(ALLOCATED).getScore())
                .toArray();
        return new Median().evaluate(iterations);
    }

    double ratio(Figure baseline) {
        return time / baseline.time;
    }

    /** Round by round. */
    List<Double> ratios(Figure baseline) {
        return IntStream.range(0, rounds.size())
                .mapToObj(i -> rounds.get(i) / baseline.rounds.get(i))
                .toList();
    }
}
