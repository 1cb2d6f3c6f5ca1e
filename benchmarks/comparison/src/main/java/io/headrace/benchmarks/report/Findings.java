// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.Interval;
import io.headrace.benchmarks.ResultsFile.ScenarioEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a run found: a line for each fact, of nothing but what is beyond the noise. */
public final class Findings {
    static final String HEADRACE = "Headrace is a drop-in SelectorProvider for java.nio: a program keeps its code,"
            + " and its selectors and channels run on Headrace.";

    static final String NO_DIFFERENCE = "no difference shown";

    static final String SAME_PROGRAM = "unchanged";

    private final RunResults run;
    private final List<ScenarioResult> ranked;
    private final List<ScenarioResult> apart;
    private final CallFindings calls;

    /** Lines about a scenario; the description says in plain words what it is, and may be empty. */
    public record Finding(String scenario, String description, List<String> lines) {}

    private Findings(RunResults run, ScenarioEntry scenario) {
        this.run = run;
        List<ScenarioResult> all = run.in(scenario);
        this.ranked = all.stream().filter(result -> !result.isApart()).toList();
        this.apart = all.stream().filter(ScenarioResult::isApart).toList();
        this.calls = new CallFindings(ranked);
    }

    /** In the order of the scenarios. */
    public static List<Finding> of(RunResults run) {
        List<Finding> findings = run.file().scenarios().stream()
                .map(scenario ->
                        new Finding(scenario.name(), scenario.description(), new Findings(run, scenario).lines()))
                .toList();
        return UserPart.of(run)
                .map(user -> Stream.of(user.before(), findings, user.after())
                        .flatMap(List::stream)
                        .toList())
                .orElse(findings);
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>(calls.lines());
        for (ComparedFigure figure : RunRatios.FIGURES) {
            lines.addAll(figure.words().lines(baseline(), ratios(figure)));
        }
        apart.forEach(one -> lines.addAll(apart(one)));
        return lines.isEmpty() ? List.of("nothing to compare with.") : lines;
    }

    private String baseline() {
        return ScenarioResult.baselineOf(ranked);
    }

    private Map<String, Interval> ratios(ComparedFigure figure) {
        Map<String, Interval> ratios = new LinkedHashMap<>();
        ranked.forEach(result -> run.ratio(figure, result).ifPresent(ratio -> ratios.put(result.name(), ratio)));
        return ratios;
    }

    private List<String> apart(ScenarioResult one) {
        String name = one.name() + " (not ranked)";
        List<String> lines = new ArrayList<>();
        lines.add("%s is not ranked, as its contract is not that of java.nio.%s"
                .formatted(
                        one.name(), calls.apart(one).map(" It %s."::formatted).orElse("")));
        for (ComparedFigure figure : RunRatios.FIGURES) {
            run.ratio(figure, one)
                    .ifPresent(ratio -> lines.addAll(figure.words().lines(baseline(), Map.of(name, ratio))));
        }
        return lines;
    }

    /** The name of a baseline in a sentence. */
    static String reader(String baseline) {
        return baseline.equals("jdk") ? "the JDK" : baseline;
    }

    static String names(List<ScenarioResult> results) {
        return list(results.stream().map(ScenarioResult::name).toList());
    }

    static String list(List<String> texts) {
        int last = texts.size() - 1;
        return last < 1
                ? String.join("", texts)
                : String.join(", ", texts.subList(0, last)) + " and " + texts.get(last);
    }
}
