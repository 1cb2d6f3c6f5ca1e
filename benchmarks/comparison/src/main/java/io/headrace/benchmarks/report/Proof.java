// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.Count.Calls;
import io.headrace.benchmarks.Interval;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether a quick run says what is known beforehand: the same program twice is not called different, a slow-down of
 * 25 % is found at echo, and so is a mode that makes one call more.
 */
public record Proof(boolean sameIsSame, boolean slowdownIsFound, boolean callIsFound) {
    private static final String SCENARIO = "echo";
    private static final List<ComparedFigure> FIGURES = List.of(ComparedFigure.REQUESTS, ComparedFigure.CPU);

    /** Of a run with jdk-again, jdk-slowed-25, headrace-level and headrace-oneshot. */
    public static Proof of(RunResults run) {
        return new Proof(
                run.all().stream().filter(named("jdk-again")).noneMatch(result -> isDifferent(run, result)),
                isSlower(run, echo(run, "jdk-slowed-25")),
                isOneCallMore(echo(run, "headrace-oneshot"), echo(run, "headrace-level")));
    }

    private static Predicate<ScenarioResult> named(String name) {
        return result -> result.name().equals(name);
    }

    private static ScenarioResult echo(RunResults run, String name) {
        return run.all().stream()
                .filter(named(name))
                .filter(result -> result.scenario().name().equals(SCENARIO))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the run has no " + SCENARIO + " on " + name));
    }

    private static boolean isDifferent(RunResults run, ScenarioResult result) {
        return FIGURES.stream()
                .map(figure -> run.ratio(figure, result))
                .flatMap(Optional::stream)
                .anyMatch(Interval::differsFromOne);
    }

    private static boolean isSlower(RunResults run, ScenarioResult slowed) {
        return FIGURES.stream()
                .anyMatch(figure -> figure.verdict(run.ratio(figure, slowed).orElseThrow()) == Verdict.WORSE);
    }

    private static boolean isOneCallMore(ScenarioResult more, ScenarioResult less) {
        CallsDifference difference = CallsDifference.of(more.counts(), less.counts(), Calls::all);
        return difference.isMore() && difference.low() <= 1.1 && difference.high() >= 0.9;
    }
}
