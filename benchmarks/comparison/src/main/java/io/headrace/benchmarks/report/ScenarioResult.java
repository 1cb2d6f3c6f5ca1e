// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.Count;
import io.headrace.benchmarks.Interval;
import io.headrace.benchmarks.ResultsFile;
import io.headrace.benchmarks.ResultsFile.ImplementationEntry;
import io.headrace.benchmarks.ResultsFile.ScenarioEntry;
import io.headrace.benchmarks.Round;
import io.headrace.benchmarks.Summary;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** One implementation in one scenario; the baseline of that scenario is null in the result of the baseline. */
record ScenarioResult(
        ScenarioEntry scenario, ImplementationEntry implementation, Summary summary, Summary baseline, Count count) {

    /** All that were measured, in the order of the scenarios and then of the implementations. */
    static List<ScenarioResult> of(ResultsFile results) {
        return results.scenarios().stream()
                .flatMap(scenario -> of(results, scenario).stream())
                .toList();
    }

    static List<ScenarioResult> of(ResultsFile results, ScenarioEntry scenario) {
        Set<String> measured = results.rounds().stream()
                .filter(round -> round.scenario().equals(scenario.name()))
                .map(Round::implementation)
                .collect(Collectors.toSet());
        List<ImplementationEntry> present = results.implementations().stream()
                .filter(one -> measured.contains(one.name()))
                .toList();
        ImplementationEntry baseline = present.stream()
                .filter(ImplementationEntry::baseline)
                .findFirst()
                .orElse(null);
        Summary compared = baseline == null ? null : Summary.of(results.rounds(), scenario.name(), baseline.name());
        return present.stream()
                .map(one -> new ScenarioResult(
                        scenario,
                        one,
                        Summary.of(results.rounds(), scenario.name(), one.name()),
                        one.equals(baseline) ? null : compared,
                        count(results, scenario, one)))
                .toList();
    }

    /** What the others of a scenario are compared with; empty where with nothing. */
    static String baselineOf(List<ScenarioResult> measured) {
        return measured.stream()
                .filter(result -> result.implementation.baseline())
                .findFirst()
                .map(ScenarioResult::name)
                .orElse("");
    }

    private static Count count(ResultsFile results, ScenarioEntry scenario, ImplementationEntry implementation) {
        return results.counts().stream()
                .filter(count -> count.scenario().equals(scenario.name()))
                .filter(count -> count.implementation().equals(implementation.name()))
                .findFirst()
                .orElse(new Count(scenario.name(), implementation.name(), null, null, 0, null));
    }

    String name() {
        return implementation.name();
    }

    Optional<Interval> requestsRatio() {
        return ratio(Summary::requestsRatio);
    }

    Optional<Interval> cpuRatio() {
        return ratio(Summary::cpuRatio);
    }

    private Optional<Interval> ratio(BiFunction<Summary, Summary, Interval> figure) {
        return Optional.ofNullable(baseline).map(other -> figure.apply(summary, other));
    }

    double cpuMicros() {
        return summary.cpuPerRequest().mean() * 1e6;
    }

    double userMicros() {
        return cpuMicros() * summary.userShare();
    }

    double kernelMicros() {
        return cpuMicros() - userMicros();
    }

    boolean hasLatency() {
        return summary.latencyNs().getTotalCount() > 0;
    }

    double latencyMicros(double percentile) {
        return summary.latencyNs().getValueAtPercentile(percentile) / 1e3;
    }
}
