// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.ResultsFile;
import io.headrace.benchmarks.ResultsFile.ImplementationEntry;
import io.headrace.benchmarks.ResultsFile.ScenarioEntry;
import io.headrace.benchmarks.Round;
import io.headrace.benchmarks.Summary;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One implementation in one scenario; the baseline of that scenario is null in the result of the baseline. */
record ScenarioResult(
        ScenarioEntry scenario, ImplementationEntry implementation, Summary summary, Summary baseline, Counts counts) {

    /** All that were measured, in the order of the scenarios and then of the implementations. */
    static List<ScenarioResult> of(ResultsFile results) {
        return results.scenarios().stream()
                .flatMap(scenario -> of(results, scenario).stream())
                .toList();
    }

    private static List<ScenarioResult> of(ResultsFile results, ScenarioEntry scenario) {
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
                        Counts.of(results.counts(), scenario.name(), one.name())))
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

    String name() {
        return implementation.name();
    }

    /** Ranked apart from the others. */
    boolean isApart() {
        return implementation.anotherContract();
    }

    double cpuMicros() {
        return summary.cpuPerRequest().mean() * 1e6;
    }

    /** Empty where the kernel's ticks are too few to say. */
    Optional<Double> userMicros() {
        return summary.userShare().map(share -> cpuMicros() * share);
    }

    Optional<Double> kernelMicros() {
        return userMicros().map(user -> cpuMicros() - user);
    }

    boolean hasLatency() {
        return summary.latencyNs().getTotalCount() > 0;
    }

    double latencyMicros(double percentile) {
        return summary.latencyNs().getValueAtPercentile(percentile) / 1e3;
    }
}
