// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import static io.headrace.benchmarks.report.Format.number;

import io.headrace.benchmarks.Interval;
import io.headrace.benchmarks.report.Grid.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The tables of the page. */
record Grids(Map<String, Style> styles, String baselines) {
    private static final List<Double> PERCENTILES = List.of(50.0, 99.0, 99.9);

    /** All figures of one scenario. */
    Grid scenario(List<ScenarioResult> measured) {
        String ratio = "/ " + ScenarioResult.baselineOf(measured);
        Grid.Builder<ScenarioResult> grid = new Grid.Builder<>(measured)
                .text("requests/s", result -> Format.requests(result.summary().requestsPerSecond()))
                .value(ratio, result -> Value.ofRatio(result.requestsRatio(), ComparedFigure.REQUESTS))
                .text("CPU µs", Grids::cpu)
                .text("user", result -> number(result.userMicros()))
                .text("kernel", result -> number(result.kernelMicros()))
                .value(ratio, result -> Value.ofRatio(result.cpuRatio(), ComparedFigure.CPU))
                .text("system calls", result -> Format.count(result.count().callsPerRequest()))
                .text("allocated B", result -> Format.count(result.count().allocatedBytesPerRequest()))
                .text("resident", result -> Format.bytes((double) result.count().residentBytes()))
                .text("per connection", result -> Format.bytes(result.count().residentBytesPerConnection()));
        for (double percentile : PERCENTILES) {
            grid.text(Format.text("p%s µs", percentile).replace(".0 ", " "), result -> latency(result, percentile));
        }
        return grid.text("max µs", result -> latency(result, 100))
                .build(ScenarioResult::name, result -> styles.get(result.name()));
    }

    private static String latency(ScenarioResult result, double percentile) {
        return result.hasLatency() ? number(result.latencyMicros(percentile)) : "";
    }

    private static String cpu(ScenarioResult result) {
        return number(result.cpuMicros()) + " " + Format.noise(result.summary().cpuPerRequest());
    }

    /** Scenarios down, implementations across: the ratios to the baseline. */
    Grid glance(
            List<List<ScenarioResult>> scenarios,
            ComparedFigure figure,
            Function<ScenarioResult, Optional<Interval>> ratio) {
        Grid.Builder<List<ScenarioResult>> grid = new Grid.Builder<>(scenarios);
        for (String name : styles.keySet()) {
            grid.value(
                    name,
                    measured -> measured.stream()
                            .filter(result -> result.name().equals(name))
                            .findFirst()
                            .flatMap(ratio)
                            .map(one -> Value.of(Format.shortRatio(one), figure.verdict(one)))
                            .orElse(Value.NONE));
        }
        return grid.build(measured -> measured.get(0).scenario().name(), measured -> null);
    }

    /** New by old. */
    Grid changes(List<Change> changes) {
        Grid.Builder<Change> grid = new Grid.Builder<>(changes).text("scenario", Change::scenario);
        for (ComparedFigure figure : ComparedFigure.values()) {
            grid.value(figure.title(), change -> say(figure, change.ratio(figure)));
        }
        return grid.build(Change::implementation, change -> styles.get(change.implementation()));
    }

    /** The ratios to the baseline, then and now. */
    Grid baselineChanges(List<Change> changes) {
        Grid.Builder<Change> grid = new Grid.Builder<>(changes).text("scenario", Change::scenario);
        for (ComparedFigure figure : List.of(ComparedFigure.REQUESTS, ComparedFigure.CPU)) {
            grid.text(figure.title() + " / " + baselines, change -> change.ratiosThenAndNow(figure))
                    .value("", change -> say(figure, change.ratioOfRatios(figure)));
        }
        return grid.build(Change::implementation, change -> styles.get(change.implementation()));
    }

    private static Value say(ComparedFigure figure, Optional<Interval> ratio) {
        return ratio.map(one -> Value.of(figure.say(one), figure.verdict(one))).orElse(Value.NONE);
    }
}
