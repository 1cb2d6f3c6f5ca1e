// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.openjdk.jmh.util.ListStatistics;

/**
 * What a row took on a cell, from the samples of all rounds. Times in nanoseconds an operation, allocation in bytes.
 */
record RowFigure(Cell cell, double time, double error, double allocated, List<Double> rounds) {
    private static final double CONFIDENCE = 0.999;

    static RowFigure of(Row row, Cell cell, List<ProcessSample> samples) {
        ListStatistics times = new ListStatistics(all(samples, ProcessSample::times));
        return new RowFigure(
                cell,
                times.getMean() - row.wanted(),
                times.getMeanErrorAt(CONFIDENCE),
                // the median: what the benchmark allocates as it ends counts into the last iteration of each JVM
                new Median().evaluate(all(samples, ProcessSample::allocated)),
                samples.stream().map(sample -> nanos(row, sample)).toList());
    }

    private static double[] all(List<ProcessSample> samples, Function<ProcessSample, List<Double>> of) {
        return samples.stream()
                .map(of)
                .flatMap(Collection::stream)
                .mapToDouble(value -> value)
                .toArray();
    }

    /** Of one process; of a timer how late it was. */
    static double nanos(Row row, ProcessSample sample) {
        return new ListStatistics(all(List.of(sample), ProcessSample::times)).getMean() - row.wanted();
    }

    double ratio(RowFigure baseline) {
        return time / baseline.time;
    }

    /** Round by round. */
    List<Double> ratios(RowFigure baseline) {
        return IntStream.range(0, rounds.size())
                .mapToObj(i -> rounds.get(i) / baseline.rounds.get(i))
                .toList();
    }
}
