// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import static io.headrace.benchmarks.report.Format.number;

import io.headrace.benchmarks.Count.Calls;
import io.headrace.benchmarks.ResultsFile.ScenarioEntry;
import java.util.List;
import java.util.function.Function;

/** The figures of one scenario for a terminal of 120 columns. */
public final class ScenarioTable {
    private final RunResults run;
    private final List<ScenarioResult> measured;

    private ScenarioTable(RunResults run, List<ScenarioResult> measured) {
        this.run = run;
        this.measured = measured;
    }

    /** Of the implementations that have rounds in this scenario. */
    public static ScenarioTable of(RunResults run, ScenarioEntry scenario) {
        return new ScenarioTable(run, run.in(scenario));
    }

    /** A line for each implementation; columns that have no value at all are left out. */
    public String print() {
        String ratio = "/ " + ScenarioResult.baselineOf(measured);
        return new TextTable<ScenarioResult>()
                .left("", result -> result.name() + Footer.mark(result.implementation()))
                .right(
                        "requests/s",
                        result -> Format.text(
                                "%,.0f", result.summary().requestsPerSecond().mean()))
                .left(ratio, result -> Format.narrowRatio(run.ratio(ComparedFigure.REQUESTS, result)))
                .right("CPU µs", result -> number(result.cpuMicros()))
                .left(ratio, result -> Format.narrowRatio(run.ratio(ComparedFigure.CPU, result)))
                .right("calls", result -> calls(result, Calls::all))
                .right("epoll_ctl", result -> calls(result, Calls::changes))
                .right("keys", result -> calls(result, Calls::reports))
                .right("B", result -> Format.count(result.counts().allocatedBytes()))
                .right("p50/p99 µs", ScenarioTable::latencies)
                .print(measured);
    }

    private static String calls(ScenarioResult result, Function<Calls, Double> kind) {
        return Format.count(result.counts().calls(kind));
    }

    private static String latencies(ScenarioResult result) {
        return result.hasLatency()
                ? Format.latency(result.latencyMicros(50)) + "/" + Format.latency(result.latencyMicros(99))
                : "";
    }
}
