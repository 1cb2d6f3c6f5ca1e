// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.Count.Calls;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What the counts of a scenario say of calls and of reported keys, a line for each fact. */
final class CallFindings {
    /** A ratio of reports below is not worth a word. */
    private static final double NOTABLE = 1.5;

    private static final String TO = " to ";

    private final Optional<ScenarioResult> baseline;
    private final List<ScenarioResult> comparable;
    private final List<ScenarioResult> others;

    /** Of those that are ranked by their times. */
    CallFindings(List<ScenarioResult> ranked) {
        List<ScenarioResult> counted = ranked.stream()
                .filter(result -> CallsDifference.areCounted(List.of(result)))
                .toList();
        this.baseline = counted.stream()
                .filter(result -> result.implementation().baseline())
                .findFirst();
        this.comparable = counted.stream().filter(this::doesTheSameWork).toList();
        this.others = counted.stream().filter(one -> !comparable.contains(one)).toList();
    }

    /** A program of its own is comparable call by call if it waits as often as the baseline. */
    private boolean doesTheSameWork(ScenarioResult one) {
        return runsTheSameProgram(one)
                || baseline.filter(base -> difference(one, base, Calls::waits).isNone())
                        .isPresent();
    }

    private static boolean runsTheSameProgram(ScenarioResult one) {
        return one.implementation().program().equals(Findings.SAME_PROGRAM);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (comparable.size() > 1) {
            lines.addAll(calls());
            others.forEach(one -> lines.add(notRanked(one)));
            reports().ifPresent(lines::add);
        }
        return lines;
    }

    private List<String> calls() {
        ScenarioResult fewest = least(comparable, Calls::all);
        List<ScenarioResult> equal = new ArrayList<>();
        List<ScenarioResult> open = new ArrayList<>();
        Map<String, List<ScenarioResult>> more = new LinkedHashMap<>();
        for (ScenarioResult one : comparable) {
            CallsDifference difference = difference(one, fewest, Calls::all);
            if (one == fewest || difference.isNone()) {
                equal.add(one);
            } else if (difference.isShown()) {
                more.computeIfAbsent(amount(difference), amount -> new ArrayList<>())
                        .add(one);
            } else {
                open.add(one);
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(fewest(equal, open.isEmpty())
                .formatted(Findings.names(equal), Format.number(fewest.counts().calls(Calls::all))));
        more.forEach((amount, those) -> lines.add(
                "%s %s %s.".formatted(Findings.names(those), those.size() > 1 ? "each make" : "makes", amount)));
        if (!open.isEmpty()) {
            lines.add("Calls, no difference from that shown: %s.".formatted(Findings.names(open)));
        }
        return lines;
    }

    private static String fewest(List<ScenarioResult> equal, boolean othersMakeMore) {
        if (equal.size() > 1) {
            return "%s make the same number of calls, %s a request.";
        }
        return othersMakeMore ? "%s makes the fewest calls, %s a request." : "%s makes %s calls a request.";
    }

    private static String amount(CallsDifference difference) {
        return difference.high() > 2 * difference.low()
                ? "more calls a request, how many is open"
                : Format.number(difference.mean()) + " calls more a request";
    }

    private String notRanked(ScenarioResult one) {
        String calls = Format.number(one.counts().calls(Calls::all));
        return baseline.map(base -> "%s makes %s calls a request. It is not ranked by calls, as it does other work: "
                                .formatted(one.name(), calls)
                        + "it waits %s times a request (%s: %s)%s."
                                .formatted(
                                        Format.number(one.counts().calls(Calls::waits)),
                                        Findings.reader(base.name()),
                                        Format.number(base.counts().calls(Calls::waits)),
                                        one.counts().calls(Calls::waits)
                                                        < base.counts().calls(Calls::waits)
                                                ? " and answers several keys after each"
                                                : ""))
                .orElse("%s makes %s calls a request. It is not ranked by calls, as its program is another."
                        .formatted(one.name(), calls));
    }

    private Optional<String> reports() {
        List<ScenarioResult> same =
                comparable.stream().filter(CallFindings::runsTheSameProgram).toList();
        if (same.size() < 2) {
            return Optional.empty();
        }
        ScenarioResult least = least(same, Calls::reports);
        ScenarioResult most = same.stream()
                .max(Comparator.comparingDouble(result -> result.counts().calls(Calls::reports)))
                .orElseThrow();
        if (reports(most) < NOTABLE * reports(least)
                || !difference(most, least, Calls::reports).isShown()) {
            return Optional.empty();
        }
        List<String> named = Stream.concat(baseline.stream(), Stream.of(least, most))
                .distinct()
                .map(one -> Format.number(reports(one)) + TO + one.name())
                .toList();
        return Optional.of(
                "The kernel reports %s.".formatted(Findings.list(named).replaceFirst(TO, " keys a request" + TO)));
    }

    private static double reports(ScenarioResult result) {
        return result.counts().calls(Calls::reports);
    }

    /** What one of another contract makes, next to the baseline; empty where that is not known. */
    Optional<String> apart(ScenarioResult one) {
        if (comparable.isEmpty() || !CallsDifference.areCounted(List.of(one))) {
            return Optional.empty();
        }
        ScenarioResult reference = baseline.orElseGet(() -> least(comparable, Calls::all));
        CallsDifference more = difference(one, reference, Calls::all);
        String name = Findings.reader(reference.name());
        if (more.isNone()) {
            return Optional.of("makes the same number of calls as " + name);
        }
        return more.isShown()
                ? Optional.of("makes %s calls %s a request than %s"
                        .formatted(Format.number(Math.abs(more.mean())), more.isMore() ? "more" : "fewer", name))
                : Optional.empty();
    }

    private static ScenarioResult least(List<ScenarioResult> results, ToDoubleFunction<Calls> kind) {
        return results.stream()
                .min(Comparator.comparingDouble(result -> result.counts().calls(kind::applyAsDouble)))
                .orElseThrow();
    }

    private static CallsDifference difference(ScenarioResult more, ScenarioResult less, ToDoubleFunction<Calls> kind) {
        return CallsDifference.of(more.counts(), less.counts(), kind);
    }
}
