// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import static io.headrace.benchmarks.report.Format.number;

import io.headrace.benchmarks.Interval;
import io.headrace.benchmarks.ResultsFile;
import io.headrace.benchmarks.ResultsFile.ScenarioEntry;
import java.util.List;

/** The figures of one scenario for a terminal of 120 columns. */
public final class ScenarioTable {
    private static final String LEGEND =
            "within: the difference is within the noise, as the ratio's %.0f %% confidence interval holds 1";

    private final List<ScenarioResult> measured;

    private ScenarioTable(List<ScenarioResult> measured) {
        this.measured = measured;
    }

    /** Of the implementations that have rounds in this scenario. */
    public static ScenarioTable of(ResultsFile results, ScenarioEntry scenario) {
        return new ScenarioTable(ScenarioResult.of(results, scenario));
    }

    /** A line for each implementation; columns that have no value at all are left out. */
    public String print() {
        String ratio = "/ " + ScenarioResult.baselineOf(measured);
        return new TextTable<ScenarioResult>()
                        .left("", ScenarioResult::name)
                        .right(
                                "requests/s",
                                result -> Format.requests(result.summary().requestsPerSecond()))
                        .right(ratio, result -> Format.ratio(result.requestsRatio()))
                        .right("CPU µs", result -> number(result.cpuMicros()))
                        .right("user+kernel", ScenarioTable::split)
                        .right(ratio, result -> Format.ratio(result.cpuRatio()))
                        .right("calls", result -> Format.count(result.count().callsPerRequest()))
                        .right("B", result -> Format.count(result.count().allocatedBytesPerRequest()))
                        .right("p50/p99/p99.9 µs", ScenarioTable::latencies)
                        .print(measured)
                + (anyWithin() ? LEGEND.formatted(Interval.CONFIDENCE * 100) + System.lineSeparator() : "");
    }

    private boolean anyWithin() {
        return measured.stream()
                .flatMap(result -> List.of(result.requestsRatio(), result.cpuRatio()).stream())
                .anyMatch(ratio -> ratio.isPresent() && !ratio.get().differsFromOne());
    }

    private static String split(ScenarioResult result) {
        return number(result.userMicros()) + "+" + number(result.kernelMicros());
    }

    private static String latencies(ScenarioResult result) {
        if (!result.hasLatency()) {
            return "";
        }
        return String.join(
                "/",
                List.of(50.0, 99.0, 99.9).stream()
                        .map(percentile -> Format.latency(result.latencyMicros(percentile)))
                        .toList());
    }
}
