// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** The rounds of one implementation in one scenario. */
public record Summary(
        String scenario, String implementation, List<Block> blocks, Optional<Double> userShare, Histogram latencyNs) {
    private static final int SIGNIFICANT_DIGITS = 3;

    /** Of CPU time in ticks of 10 ms: so many give a share that is good to some three percent. */
    private static final double SECONDS_TO_SPLIT = 4;

    /** The rounds of one process, taken together: processes are what is independent, not rounds. */
    public record Block(double requestsPerSecond, double cpuPerRequest, double latency99Ns) {
        static Block of(List<WindowSample> samples) {
            double requests = sum(samples, WindowSample::requests);
            return new Block(
                    requests / sum(samples, WindowSample::seconds),
                    sum(samples, WindowSample::serverCpuSeconds) / requests,
                    latencies(samples).getValueAtPercentile(99));
        }
    }

    /** Of those of all these rounds that are of this scenario and this implementation: at least two blocks. */
    public static Summary of(List<Round> all, String scenario, String implementation) {
        List<Round> rounds = all.stream()
                .filter(round -> round.scenario().equals(scenario))
                .filter(round -> round.implementation().equals(implementation))
                .toList();
        Map<Integer, List<WindowSample>> byBlock =
                rounds.stream().collect(groupingBy(Round::block, TreeMap::new, mapping(Round::sample, toList())));
        List<WindowSample> samples = rounds.stream().map(Round::sample).toList();
        double user = sum(samples, WindowSample::serverUserSeconds);
        double ticks = user + sum(samples, WindowSample::serverSystemSeconds);
        return new Summary(
                scenario,
                implementation,
                byBlock.values().stream().map(Block::of).toList(),
                ticks < SECONDS_TO_SPLIT ? Optional.empty() : Optional.of(user / ticks),
                latencies(samples));
    }

    public Interval requestsPerSecond() {
        return Interval.of(each(Block::requestsPerSecond));
    }

    public Interval cpuPerRequest() {
        return Interval.of(each(Block::cpuPerRequest));
    }

    public double[] each(ToDoubleFunction<Block> figure) {
        return blocks.stream().mapToDouble(figure).toArray();
    }

    private static Histogram latencies(List<WindowSample> samples) {
        Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);
        samples.forEach(sample -> sample.addLatencyTo(histogram));
        return histogram;
    }

    private static double sum(List<WindowSample> samples, ToDoubleFunction<WindowSample> figure) {
        return samples.stream().mapToDouble(figure).sum();
    }
}
