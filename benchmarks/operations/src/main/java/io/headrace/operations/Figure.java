// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;

/** What a row took on a cell, from the runs of all rounds. Times in nanoseconds an operation. */
record Figure(Cell cell, double time, double error, double allocated, List<Double> rounds) {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    static Figure of(Row row, Cell cell, List<RunResult> runs) {
        List<BenchmarkResult> all = new ArrayList<>();
        runs.forEach(run -> all.addAll(run.getBenchmarkResults()));
        RunResult merged = new RunResult(runs.get(0).getParams(), all);
        return new Figure(
                cell,
                merged.getPrimaryResult().getScore() - row.wanted(),
                merged.getPrimaryResult().getScoreError(),
                merged.getSecondaryResults().get(ALLOCATED).getScore(),
                runs.stream()
                        .map(run -> run.getPrimaryResult().getScore() - row.wanted())
                        .toList());
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
