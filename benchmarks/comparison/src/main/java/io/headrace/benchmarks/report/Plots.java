// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import com.google.gson.Gson;
import io.headrace.benchmarks.Count.Calls;
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
record Plots(
        Map<String, Style> styles,
        Map<String, Style> looks,
        List<Map<String, List<Line>>> families,
        List<List<Bar>> scenarios,
        List<OperationsPart.Row> operations) {
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

    /**
     * CPU in µs a request, with its part outside the kernel or null; ratios as [mean, low, high] or null, and those of
     * each block; latency as points of [percentile, µs].
     */
    record Bar(
            String name,
            double cpu,
            Double user,
            double[] requestsRatio,
            double[] cpuRatio,
            double[] requestsBlocks,
            double[] cpuBlocks,
            double[] calls,
            List<double[]> latency) {
        static Bar of(RunResults run, ScenarioResult result) {
            return new Bar(
                    result.name(),
                    result.cpuMicros(),
                    result.userMicros().orElse(null),
                    values(run.ratio(ComparedFigure.REQUESTS, result)),
                    values(run.ratio(ComparedFigure.CPU, result)),
                    run.ratios().blocks(ComparedFigure.REQUESTS, result),
                    run.ratios().blocks(ComparedFigure.CPU, result),
                    calls(result.counts()),
                    percentiles(result.summary().latencyNs()));
        }

        /** Of waits, of changes and of others; null where they were not counted. */
        private static double[] calls(Counts counts) {
            if (counts.calls(Calls::all) == null) {
                return null;
            }
            double waits = counts.calls(Calls::waits);
            double changes = counts.calls(Calls::changes);
            return new double[] {waits, changes, counts.calls(Calls::all) - waits - changes};
        }

        private static double[] values(Optional<Interval> ratio) {
            return ratio.map(one -> new double[] {bounded(one.mean()), bounded(one.low()), bounded(one.high())})
                    .orElse(null);
        }
    }

    static Plots of(RunResults run, List<Family> families, OperationsPart operations) {
        return new Plots(
                Style.of(run.file().implementations().stream()
                        .map(ImplementationEntry::name)
                        .toList()),
                OperationsPart.styles(),
                families.stream().map(Plots::lines).toList(),
                families.stream()
                        .flatMap(family -> family.scenarios().stream())
                        .map(measured -> measured.stream()
                                .map(result -> Bar.of(run, result))
                                .toList())
                        .toList(),
                operations == null ? List.of() : operations.drawn());
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
    static double bounded(double value) {
        return Math.max(1 / FAR, Math.min(FAR, value));
    }

    String json() {
        return GSON.toJson(this);
    }
}
