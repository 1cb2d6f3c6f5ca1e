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
record Grids(Map<String, Style> styles, String baseline) {
    private static final List<Double> PERCENTILES = List.of(50.0, 99.0, 99.9);

    /** All figures of one scenario. */
    Grid scenario(List<Cell> cells) {
        String ratio = "/ " + baseline;
        Grid.Builder<Cell> grid = new Grid.Builder<>(cells)
                .text("requests/s", cell -> Format.requests(cell.summary().requestsPerSecond()))
                .value(ratio, cell -> Value.ofRatio(cell.requestsRatio(), Figure.REQUESTS))
                .text("CPU µs", Grids::cpu)
                .text("user", cell -> number(cell.userMicros()))
                .text("kernel", cell -> number(cell.kernelMicros()))
                .value(ratio, cell -> Value.ofRatio(cell.cpuRatio(), Figure.CPU))
                .text("system calls", cell -> Format.count(cell.count().callsPerRequest()))
                .text("allocated B", cell -> Format.count(cell.count().allocatedBytesPerRequest()))
                .text("resident", cell -> Format.bytes((double) cell.count().residentBytes()))
                .text("per connection", cell -> Format.bytes(cell.count().residentBytesPerConnection()));
        for (double percentile : PERCENTILES) {
            grid.text(Format.text("p%s µs", percentile).replace(".0 ", " "), cell -> latency(cell, percentile));
        }
        return grid.text("max µs", cell -> latency(cell, 100)).build(Cell::name, cell -> styles.get(cell.name()));
    }

    private static String latency(Cell cell, double percentile) {
        return cell.hasLatency() ? number(cell.latencyMicros(percentile)) : "";
    }

    private static String cpu(Cell cell) {
        return number(cell.cpuMicros()) + " " + Format.noise(cell.summary().cpuPerRequest());
    }

    /** Scenarios down, implementations across: the ratios to the baseline. */
    Grid glance(List<List<Cell>> scenarios, Figure figure, Function<Cell, Optional<Interval>> ratio) {
        Grid.Builder<List<Cell>> grid = new Grid.Builder<>(scenarios);
        for (String name : styles.keySet()) {
            grid.value(
                    name,
                    cells -> cells.stream()
                            .filter(cell -> cell.name().equals(name))
                            .findFirst()
                            .flatMap(ratio)
                            .map(one -> Value.of(Format.shortRatio(one), figure.verdict(one)))
                            .orElse(Value.NONE));
        }
        return grid.build(cells -> cells.get(0).scenario().name(), cells -> null);
    }

    /** New by old. */
    Grid changes(List<Change> changes) {
        Grid.Builder<Change> grid = new Grid.Builder<>(changes).text("scenario", Change::scenario);
        for (Figure figure : Figure.values()) {
            grid.value(figure.title(), change -> say(figure, change.ratio(figure)));
        }
        return grid.build(Change::implementation, change -> styles.get(change.implementation()));
    }

    /** The ratios to the baseline, then and now. */
    Grid baselineChanges(List<Change> changes) {
        Grid.Builder<Change> grid = new Grid.Builder<>(changes).text("scenario", Change::scenario);
        for (Figure figure : List.of(Figure.REQUESTS, Figure.CPU)) {
            grid.text(figure.title() + " / " + baseline, change -> change.ratiosThenAndNow(figure))
                    .value("", change -> say(figure, change.ratioOfRatios(figure)));
        }
        return grid.build(Change::implementation, change -> styles.get(change.implementation()));
    }

    private static Value say(Figure figure, Optional<Interval> ratio) {
        return ratio.map(one -> Value.of(figure.say(one), figure.verdict(one))).orElse(Value.NONE);
    }
}
