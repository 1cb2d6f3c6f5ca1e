// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.Count.Calls;
import io.headrace.benchmarks.Interval;
import io.headrace.benchmarks.ResultsFile.ScenarioEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run found: a sentence for each scenario, of nothing but what is beyond the noise. */
public final class Findings {
    static final String NO_DIFFERENCE = "no difference shown";

    static final String SAME_PROGRAM = "unchanged";

    /** A ratio of reports below is not worth a word. */
    private static final double NOTABLE = 1.5;

    private final RunResults run;
    private final ScenarioEntry scenario;
    private final List<ScenarioResult> ranked;
    private final List<ScenarioResult> apart;

    /** A sentence about a scenario. */
    public record Finding(String scenario, String sentence) {}

    private Findings(RunResults run, ScenarioEntry scenario) {
        this.run = run;
        this.scenario = scenario;
        List<ScenarioResult> all = run.in(scenario);
        this.ranked = all.stream().filter(result -> !result.isApart()).toList();
        this.apart = all.stream().filter(ScenarioResult::isApart).toList();
    }

    /** In the order of the scenarios. */
    public static List<Finding> of(RunResults run) {
        List<Finding> findings = run.file().scenarios().stream()
                .map(scenario -> new Finding(scenario.name(), new Findings(run, scenario).sentence()))
                .toList();
        return UserPart.of(run)
                .map(user -> Stream.of(user.before(), findings, user.after())
                        .flatMap(List::stream)
                        .toList())
                .orElse(findings);
    }

    private String sentence() {
        List<String> clauses = new ArrayList<>();
        calls(sameProgram()).ifPresent(clauses::add);
        reports(sameProgram()).ifPresent(clauses::add);
        if (ranked.size() > 1) {
            clauses.add(figure(ComparedFigure.CPU));
            clauses.add(figure(ComparedFigure.REQUESTS));
        }
        apart.forEach(one -> clauses.add(apart(one)));
        return clauses.isEmpty() ? "nothing to compare with." : String.join("; ", clauses) + ".";
    }

    /** What is comparable call by call. */
    private List<ScenarioResult> sameProgram() {
        return ranked.stream()
                .filter(result -> result.implementation().program().equals(SAME_PROGRAM))
                .filter(result -> CallsDifference.areCounted(List.of(result)))
                .toList();
    }

    private static ScenarioResult least(List<ScenarioResult> results, ToDoubleFunction<Calls> kind) {
        return results.stream()
                .min(Comparator.comparingDouble(result -> result.counts().calls(kind::applyAsDouble)))
                .orElseThrow();
    }

    private Optional<String> calls(List<ScenarioResult> same) {
        if (same.size() < 2) {
            return Optional.empty();
        }
        ScenarioResult fewest = least(same, Calls::all);
        List<ScenarioResult> equal = same.stream()
                .filter(one ->
                        one == fewest || difference(one, fewest, Calls::all).isNone())
                .toList();
        List<ScenarioResult> more = same.stream()
                .filter(one -> !equal.contains(one))
                .filter(one -> difference(one, fewest, Calls::all).isShown())
                .toList();
        List<ScenarioResult> open = same.stream()
                .filter(one -> !equal.contains(one) && !more.contains(one))
                .toList();
        List<String> parts = new ArrayList<>();
        parts.add(fewest(equal, open.isEmpty())
                .formatted(names(equal), Format.number(fewest.counts().calls(Calls::all)), scenario.unit()));
        more.forEach(one -> parts.add("%s %s more".formatted(one.name(), amount(difference(one, fewest, Calls::all)))));
        if (!open.isEmpty()) {
            parts.add("not told apart from that: " + names(open));
        }
        return Optional.of(String.join(", ", parts));
    }

    private static String fewest(List<ScenarioResult> equal, boolean othersMakeMore) {
        if (equal.size() > 1) {
            return "%s make the same calls, %s a %s";
        }
        return othersMakeMore ? "%s makes the fewest calls, %s a %s" : "%s makes %s calls a %s";
    }

    private Optional<String> reports(List<ScenarioResult> same) {
        if (same.size() < 2) {
            return Optional.empty();
        }
        ScenarioResult least = least(same, Calls::reports);
        ScenarioResult most = same.stream()
                .max(Comparator.comparingDouble(result -> result.counts().calls(Calls::reports)))
                .orElseThrow();
        double few = least.counts().calls(Calls::reports);
        double many = most.counts().calls(Calls::reports);
        return many < NOTABLE * few || !difference(most, least, Calls::reports).isShown()
                ? Optional.empty()
                : Optional.of("the kernel reports %s keys a %s to %s and %s to %s"
                        .formatted(
                                Format.number(few), scenario.unit(), least.name(), Format.number(many), most.name()));
    }

    private static CallsDifference difference(ScenarioResult more, ScenarioResult less, ToDoubleFunction<Calls> kind) {
        return CallsDifference.of(more.counts(), less.counts(), kind);
    }

    private static String amount(CallsDifference difference) {
        return difference.high() > 2 * difference.low() ? "some" : Format.number(difference.mean());
    }

    private String figure(ComparedFigure figure) {
        List<String> parts = new ArrayList<>();
        for (Verdict verdict : List.of(Verdict.BETTER, Verdict.WORSE)) {
            String those = ranked.stream()
                    .filter(result -> verdict(figure, result) == verdict)
                    .map(result -> result.name() + " "
                            + bounds(run.ratio(figure, result).orElseThrow()))
                    .collect(Collectors.joining(", "));
            if (!those.isEmpty()) {
                parts.add(figure.word(verdict) + ": " + those);
            }
        }
        List<ScenarioResult> open = ranked.stream()
                .filter(result -> verdict(figure, result) == Verdict.WITHIN)
                .toList();
        if (!open.isEmpty()) {
            parts.add(parts.isEmpty() ? NO_DIFFERENCE : NO_DIFFERENCE + " for " + names(open));
        }
        return "%s next to %s, %s"
                .formatted(figure.title(), ScenarioResult.baselineOf(ranked), String.join(", ", parts));
    }

    /** Null where there is no ratio. */
    private Verdict verdict(ComparedFigure figure, ScenarioResult result) {
        return run.ratio(figure, result).map(figure::verdict).orElse(null);
    }

    private static String bounds(Interval ratio) {
        return ratio.isTooWide() ? "(by how much is open)" : "(" + Format.bounds(ratio) + ")";
    }

    private String apart(ScenarioResult one) {
        List<String> parts = new ArrayList<>();
        List<ScenarioResult> same = sameProgram();
        if (!same.isEmpty() && CallsDifference.areCounted(List.of(one))) {
            ScenarioResult fewest = least(same, Calls::all);
            CallsDifference more = difference(one, fewest, Calls::all);
            if (more.isNone()) {
                parts.add("the same calls as " + fewest.name());
            } else if (more.isShown()) {
                parts.add("%s %s calls than %s"
                        .formatted(
                                Format.number(Math.abs(more.mean())), more.isMore() ? "more" : "fewer", fewest.name()));
            }
        }
        run.ratio(ComparedFigure.CPU, one)
                .ifPresent(ratio -> parts.add(
                        ComparedFigure.CPU.title() + " " + (ratio.differsFromOne() ? bounds(ratio) : NO_DIFFERENCE)));
        return "apart, by another contract, %s: %s".formatted(one.name(), String.join(", ", parts));
    }

    private static String names(List<ScenarioResult> results) {
        List<String> names = results.stream().map(ScenarioResult::name).toList();
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
