// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** The rounds of one implementation in one scenario. */
record Summary(String scenario, String implementation, List<Block> blocks, double userShare, Histogram latencyNs) {
    private static final int SIGNIFICANT_DIGITS = 3;

    /** The rounds of one process, taken together: processes are what is independent, not rounds. */
    record Block(double requestsPerSecond, double cpuPerRequest) {
        static Block of(List<Sample> samples) {
            double requests = sum(samples, Sample::requests);
            return new Block(
                    requests / sum(samples, Sample::seconds), sum(samples, Sample::serverCpuSeconds) / requests);
        }
    }

    static Summary of(List<Round> all, Scenario scenario, Implementation implementation) {
        List<Round> rounds = all.stream()
                .filter(round -> round.scenario().equals(scenario.name()))
                .filter(round -> round.implementation().equals(implementation.name()))
                .toList();
        Map<Integer, List<Sample>> byBlock = new TreeMap<>();
        Histogram latency = new Histogram(SIGNIFICANT_DIGITS);
        for (Round round : rounds) {
            byBlock.computeIfAbsent(round.block(), block -> new ArrayList<>()).add(round.sample());
            round.sample().addLatencyTo(latency);
        }
        List<Sample> samples = rounds.stream().map(Round::sample).toList();
        double user = sum(samples, Sample::serverUserSeconds);
        return new Summary(
                scenario.name(),
                implementation.name(),
                byBlock.values().stream().map(Block::of).toList(),
                user / (user + sum(samples, Sample::serverSystemSeconds)),
                latency);
    }

    Interval requestsPerSecond() {
        return Interval.of(each(Block::requestsPerSecond));
    }

    Interval cpuPerRequest() {
        return Interval.of(each(Block::cpuPerRequest));
    }

    Interval requestsRatio(Summary baseline) {
        return Interval.ofRatios(each(Block::requestsPerSecond), baseline.each(Block::requestsPerSecond));
    }

    Interval cpuRatio(Summary baseline) {
        return Interval.ofRatios(each(Block::cpuPerRequest), baseline.each(Block::cpuPerRequest));
    }

    private double[] each(ToDoubleFunction<Block> figure) {
        return blocks.stream().mapToDouble(figure).toArray();
    }

    private static double sum(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        return samples.stream().mapToDouble(figure).sum();
    }
}
