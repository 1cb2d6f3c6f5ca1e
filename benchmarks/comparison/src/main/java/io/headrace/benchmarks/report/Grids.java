// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import static io.headrace.benchmarks.report.Format.number;

import io.headrace.benchmarks.Count.Calls;
import io.headrace.benchmarks.Interval;
import io.headrace.benchmarks.ResultsFile.ImplementationEntry;
import io.headrace.benchmarks.report.Grid.Row;
import io.headrace.benchmarks.report.Grid.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The tables of the page. */
record Grids(RunResults run, Map<String, Style> styles, String baselines) {
    private static final String APART = " (another contract)";
    static final String MEAN = "geometric mean";

    private static final List<Double> PERCENTILES = List.of(50.0, 99.0, 99.9);

    /** All figures of one scenario. */
    Grid scenario(List<ScenarioResult> measured) {
        String baseline = ScenarioResult.baselineOf(measured);
        Grid.Builder<ScenarioResult> grid = new Grid.Builder<>(measured)
                .text(
                        "requests/s",
                        result -> Format.text(
                                "%,.0f", result.summary().requestsPerSecond().mean()))
                .value(
                        "requests/s, / " + baseline,
                        result -> Value.ofRatio(run.ratio(ComparedFigure.REQUESTS, result), ComparedFigure.REQUESTS))
                .text("CPU µs", result -> number(result.cpuMicros()))
                .text(
                        "user µs",
                        result -> result.userMicros().map(Format::number).orElse(""))
                .text(
                        "kernel µs",
                        result -> result.kernelMicros().map(Format::number).orElse(""))
                .value(
                        "CPU, / " + baseline,
                        result -> Value.ofRatio(run.ratio(ComparedFigure.CPU, result), ComparedFigure.CPU))
                .text("system calls", result -> calls(result, Calls::all))
                .text("of them waits", result -> calls(result, Calls::waits))
                .text("epoll_ctl calls", result -> calls(result, Calls::changes))
                .text("keys reported", result -> calls(result, Calls::reports))
                .text("allocated B", result -> Format.count(result.counts().allocatedBytes()))
                .text("resident", result -> Format.bytes(result.counts().residentBytes()))
                .text("per connection", result -> Format.bytes(result.counts().residentBytesPerConnection()));
        for (double percentile : PERCENTILES) {
            grid.text(Format.text("p%s µs", percentile).replace(".0 ", " "), result -> latency(result, percentile));
        }
        return grid.text("max µs", result -> latency(result, 100))
                .text("its program", result -> result.implementation().program())
                .build(Grids::label, result -> styles.get(result.name()));
    }

    private static String label(ScenarioResult result) {
        return label(result.implementation());
    }

    private static String calls(ScenarioResult result, Function<Calls, Double> kind) {
        return Format.count(result.counts().calls(kind));
    }

    private static String latency(ScenarioResult result, double percentile) {
        return result.hasLatency() ? number(result.latencyMicros(percentile)) : "";
    }

    /** A column for each block: CPU in µs a request, and requests a second. */
    Grid rounds(List<ScenarioResult> measured) {
        Grid.Builder<ScenarioResult> grid = new Grid.Builder<>(measured);
        for (int i = 0; i < run.file().settings().blocks(); i++) {
            int block = i;
            grid.text(
                    "block %d: CPU µs".formatted(i + 1),
                    result -> value(ComparedFigure.CPU.blocks(result.summary()), block, 1e6));
        }
        for (int i = 0; i < run.file().settings().blocks(); i++) {
            int block = i;
            grid.text(
                    "block %d: requests/s".formatted(i + 1),
                    result -> value(ComparedFigure.REQUESTS.blocks(result.summary()), block, 1));
        }
        return grid.build(ScenarioResult::name, result -> styles.get(result.name()));
    }

    private static String value(double[] values, int index, double scale) {
        return index < values.length ? number(values[index] * scale) : "";
    }

    /** Scenarios down, implementations across: the ratios to the baseline, and their geometric means. */
    Grid glance(List<List<ScenarioResult>> scenarios, ComparedFigure figure) {
        Grid.Builder<List<ScenarioResult>> grid = new Grid.Builder<>(scenarios);
        for (ImplementationEntry one : rankedFirst()) {
            grid.value(
                    label(one),
                    measured -> named(measured, one)
                            .flatMap(result -> run.ratio(figure, result))
                            .map(ratio -> Value.of(shortText(ratio), figure.verdict(ratio)))
                            .orElse(Value.NONE));
        }
        Grid ratios = grid.build(measured -> measured.get(0).scenario().name(), measured -> null);
        return ratios.rows().size() < 2 ? ratios : withMeans(ratios, scenarios, figure);
    }

    private List<ImplementationEntry> rankedFirst() {
        return run.file().implementations().stream()
                .sorted(Comparator.comparing(ImplementationEntry::anotherContract))
                .toList();
    }

    private static String label(ImplementationEntry one) {
        return one.anotherContract() ? one.name() + APART : one.name();
    }

    private static Optional<ScenarioResult> named(List<ScenarioResult> measured, ImplementationEntry one) {
        return measured.stream()
                .filter(result -> result.implementation().equals(one))
                .findFirst();
    }

    private static String shortText(Interval ratio) {
        return ratio.differsFromOne() && !ratio.isTooWide() ? Format.shortRatio(ratio) : Format.ratio(ratio);
    }

    /** Over the scenarios in which all have a ratio that are comparable: edge is not, by its contract. */
    private Grid withMeans(Grid ratios, List<List<ScenarioResult>> scenarios, ComparedFigure figure) {
        List<ImplementationEntry> columns = rankedFirst().stream()
                .filter(one -> ratios.columns().contains(label(one)))
                .toList();
        List<List<ScenarioResult>> comparable = scenarios.stream()
                .filter(measured -> columns.stream()
                        .filter(one -> !one.anotherContract())
                        .allMatch(one -> named(measured, one)
                                .filter(result -> run.ratios().blocks(figure, result) != null)
                                .isPresent()))
                .toList();
        if (comparable.size() < 2) {
            return ratios;
        }
        List<Value> means = columns.stream()
                .map(one -> one.anotherContract() ? Value.NONE : mean(comparable, figure, one))
                .toList();
        List<Row> rows = new ArrayList<>(ratios.rows());
        rows.add(new Row(MEAN + " of " + comparable.size(), null, means));
        return new Grid(ratios.columns(), rows);
    }

    private Value mean(List<List<ScenarioResult>> scenarios, ComparedFigure figure, ImplementationEntry one) {
        Interval mean = run.ratios().interval(figure, means(scenarios, figure, one));
        return Value.of(shortText(mean), figure.verdict(mean));
    }

    /** Of the ratios of each block. */
    private double[] means(List<List<ScenarioResult>> scenarios, ComparedFigure figure, ImplementationEntry one) {
        List<double[]> all = scenarios.stream()
                .map(measured ->
                        run.ratios().blocks(figure, named(measured, one).orElseThrow()))
                .toList();
        return IntStream.range(0, all.get(0).length)
                .mapToDouble(block -> Math.exp(all.stream()
                        .mapToDouble(ratios -> Math.log(ratios[block]))
                        .average()
                        .orElseThrow()))
                .toArray();
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
