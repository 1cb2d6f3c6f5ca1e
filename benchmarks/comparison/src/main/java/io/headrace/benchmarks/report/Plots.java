// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import com.google.gson.Gson;
import io.headrace.benchmarks.Interval;
import io.headrace.benchmarks.ResultsFile.ImplementationEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** What report.js draws from, as JSON that is safe inside of a page. Families and scenarios go by their index. */
record Plots(Map<String, Style> styles, List<Map<String, List<Line>>> families, List<List<Bar>> scenarios) {
    static final String CPU = "cpu";
    static final String REQUESTS = "requests";

    /** Percentiles whose tail has at least so many values are drawn. */
    private static final int TAIL = 10;

    private static final double FAR = 1e12;

    private static final double[] PERCENTILES = {50, 75, 90, 95, 99, 99.5, 99.9, 99.95, 99.99, 99.995, 99.999};

    /** Gson writes &lt; &gt; &amp; as escapes, so no value ends the script element that holds it. */
    private static final Gson GSON = new Gson();

    /** Points of [connections or second, mean, low, high]. */
    record Line(String name, List<double[]> points) {
        static Line of(
                String name, List<ScenarioResult> measured, Function<ScenarioResult, Interval> figure, double scale) {
            List<double[]> points = new ArrayList<>();
            for (ScenarioResult result : measured) {
                Interval value = figure.apply(result);
                points.add(new double[] {
                    result.scenario().position(),
                    bounded(value.mean() * scale),
                    bounded(value.low() * scale),
                    bounded(value.high() * scale)
                });
            }
            return new Line(name, points);
        }
    }

    /** User and kernel in µs a request; ratios as [mean, low, high] or null; latency as points of [percentile, µs]. */
    record Bar(
            String name,
            double user,
            double kernel,
            double[] requestsRatio,
            double[] cpuRatio,
            List<double[]> latency) {
        static Bar of(ScenarioResult result) {
            return new Bar(
                    result.name(),
                    result.userMicros(),
                    result.kernelMicros(),
                    values(result.requestsRatio()),
                    values(result.cpuRatio()),
                    percentiles(result.summary().latencyNs()));
        }

        private static double[] values(Optional<Interval> ratio) {
            return ratio.map(one -> new double[] {bounded(one.mean()), bounded(one.low()), bounded(one.high())})
                    .orElse(null);
        }
    }

    static Plots of(List<ImplementationEntry> implementations, List<Family> families) {
        return new Plots(
                Style.of(implementations.stream().map(ImplementationEntry::name).toList()),
                families.stream().map(Plots::lines).toList(),
                families.stream()
                        .flatMap(family -> family.scenarios().stream())
                        .map(measured -> measured.stream().map(Bar::of).toList())
                        .toList());
    }

    private static Map<String, List<Line>> lines(Family family) {
        Map<String, List<ScenarioResult>> byName = family.scenarios().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(ScenarioResult::name, LinkedHashMap::new, Collectors.toList()));
        List<Line> cpu = new ArrayList<>();
        List<Line> requests = new ArrayList<>();
        byName.forEach((name, measured) -> {
            cpu.add(Line.of(name, measured, result -> result.summary().cpuPerRequest(), 1e6));
            requests.add(Line.of(name, measured, result -> result.summary().requestsPerSecond(), 1));
        });
        return Map.of(CPU, cpu, REQUESTS, requests);
    }

    private static List<double[]> percentiles(Histogram latency) {
        List<double[]> points = new ArrayList<>();
        for (double percentile : PERCENTILES) {
            if ((1 - percentile / 100) * latency.getTotalCount() >= TAIL) {
                points.add(new double[] {percentile, latency.getValueAtPercentile(percentile) / 1e3});
            }
        }
        return points;
    }

    /** As JSON knows no infinity, which is where intervals of two blocks may end. */
    private static double bounded(double value) {
        return Math.max(1 / FAR, Math.min(FAR, value));
    }

    String json() {
        return GSON.toJson(this);
    }
}
