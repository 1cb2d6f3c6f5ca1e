// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import static io.headrace.benchmarks.report.Format.number;

import io.headrace.benchmarks.Interval;
import io.headrace.benchmarks.ResultsFile;
import io.headrace.benchmarks.ResultsFile.ImplementationEntry;
import io.headrace.benchmarks.ResultsFile.ScenarioEntry;
import java.util.List;

/** The figures of one scenario for a terminal of 120 columns. */
public final class Table {
    private static final String LEGEND =
            "within: the difference is within the noise, as the ratio's %.0f %% confidence interval holds 1";

    private final List<Cell> cells;
    private final String baseline;

    private Table(List<Cell> cells, String baseline) {
        this.cells = cells;
        this.baseline = baseline;
    }

    /** Of the implementations that have rounds in this scenario. */
    public static Table of(ResultsFile results, ScenarioEntry scenario) {
        String baseline = results.implementations().stream()
                .filter(ImplementationEntry::baseline)
                .map(ImplementationEntry::name)
                .findFirst()
                .orElse("");
        return new Table(Cell.of(results, scenario), baseline);
    }

    /** A line for each implementation; columns that have no value at all are left out. */
    public String print() {
        String ratio = "/ " + baseline;
        return new TextTable<Cell>()
                        .left("", Cell::name)
                        .right(
                                "requests/s",
                                cell -> Format.requests(cell.summary().requestsPerSecond()))
                        .right(ratio, cell -> Format.ratio(cell.requestsRatio()))
                        .right("CPU µs", cell -> number(cell.cpuMicros()))
                        .right("user+kernel", Table::split)
                        .right(ratio, cell -> Format.ratio(cell.cpuRatio()))
                        .right("calls", cell -> Format.count(cell.count().callsPerRequest()))
                        .right("B", cell -> Format.count(cell.count().allocatedBytesPerRequest()))
                        .right("p50/p99/p99.9 µs", Table::latencies)
                        .print(cells)
                + (anyWithin() ? LEGEND.formatted(Interval.CONFIDENCE * 100) + System.lineSeparator() : "");
    }

    private boolean anyWithin() {
        return cells.stream()
                .flatMap(cell -> List.of(cell.requestsRatio(), cell.cpuRatio()).stream())
                .anyMatch(ratio -> ratio.isPresent() && !ratio.get().differsFromOne());
    }

    private static String split(Cell cell) {
        return number(cell.userMicros()) + "+" + number(cell.kernelMicros());
    }

    private static String latencies(Cell cell) {
        if (!cell.hasLatency()) {
            return "";
        }
        return String.join(
                "/",
                List.of(50.0, 99.0, 99.9).stream()
                        .map(percentile -> Format.latency(cell.latencyMicros(percentile)))
                        .toList());
    }
}
