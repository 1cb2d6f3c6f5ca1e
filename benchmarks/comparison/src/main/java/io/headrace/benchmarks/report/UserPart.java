// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.Interval;
import io.headrace.benchmarks.Spread;
import io.headrace.benchmarks.Trial;
import io.headrace.benchmarks.UserResults;
import io.headrace.benchmarks.report.Findings.Finding;
import io.headrace.benchmarks.report.Grid.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A user's own program: whether it came to Headrace, whether it answers the same, and what its start, its memory and
 * its slowest answers are.
 */
final class UserPart {
    private static final double FAMILY = 0.95;

    private final RunResults run;
    private final UserResults program;
    private final List<ScenarioResult> measured;
    private final Map<UserFigure, Map<String, Interval>> ratios = new EnumMap<>(UserFigure.class);

    private UserPart(RunResults run) {
        this.run = run;
        this.program = run.file().program();
        this.measured = run.file().scenarios().stream()
                .flatMap(scenario -> run.in(scenario).stream())
                .toList();
        for (UserFigure figure : UserFigure.values()) {
            ratios.put(figure, intervals(figure));
        }
    }

    static Optional<UserPart> of(RunResults run) {
        return run.file().program() == null ? Optional.empty() : Optional.of(new UserPart(run));
    }

    /** All of them together hold with 95 % (Bonferroni). */
    private Map<String, Interval> intervals(UserFigure figure) {
        Map<String, double[]> blocks = new LinkedHashMap<>();
        ScenarioResult baseline = measured.stream()
                .filter(result -> result.baseline() == null)
                .findFirst()
                .orElseThrow();
        for (ScenarioResult result : measured) {
            if (result != baseline) {
                blocks.put(result.name(), Interval.ratios(figure.blocks(run, result), figure.blocks(run, baseline)));
            }
        }
        Spread spread = Spread.of(List.copyOf(blocks.values()));
        double confidence = 1 - (1 - FAMILY) / Math.max(1, blocks.size() * UserFigure.values().length);
        Map<String, Interval> intervals = new LinkedHashMap<>();
        blocks.forEach((name, values) -> intervals.put(name, Interval.of(values, spread, confidence)));
        return intervals;
    }

    String command() {
        return program.command();
    }

    /** Of the JVMs that ran it. */
    String jvms() {
        return sound().stream().map(Trial::jvm).distinct().collect(Collectors.joining(", "));
    }

    String url() {
        return program.url();
    }

    /** What stands before the lines about the load. */
    List<Finding> before() {
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding("came to Headrace", "", List.of(arrivals())));
        findings.add(new Finding("answers", "", List.of(answers())));
        return findings;
    }

    /** What stands after it. */
    List<Finding> after() {
        return ratios.entrySet().stream()
                .map(entry -> new Finding(
                        entry.getKey().title(), "", entry.getKey().words().lines(baselineName(), entry.getValue())))
                .toList();
    }

    private String arrivals() {
        Map<String, List<String>> byText = sound().stream()
                .filter(trial -> !trial.implementation().equals(baselineName()))
                .collect(Collectors.groupingBy(
                        Trial::arrived,
                        LinkedHashMap::new,
                        Collectors.mapping(Trial::implementation, Collectors.toList())));
        String text = byText.entrySet().stream()
                .map(entry -> String.join(", ", entry.getValue()) + ": " + entry.getKey())
                .collect(Collectors.joining(". "));
        boolean nothing = byText.keySet().stream().allMatch(arrived -> arrived.startsWith("0 of "));
        return nothing
                ? "nothing. " + text + ". What differs below is not Headrace's transport, which did not run."
                : text + ".";
    }

    private String baselineName() {
        return ScenarioResult.baselineOf(measured);
    }

    private List<Trial> sound() {
        return program.trials().stream().filter(Trial::isSound).toList();
    }

    private String answers() {
        String others = sound().stream()
                .filter(trial -> !trial.difference().isEmpty())
                .map(Trial::implementation)
                .collect(Collectors.joining(", "));
        String failed = failures().stream()
                .map(trial -> ". %s is left out: %s".formatted(trial.implementation(), trial.failure()))
                .collect(Collectors.joining());
        return (others.isEmpty() ? "the same on all" : "THEY DIFFER on " + others + ", see the diff")
                + failed
                + (failed.isEmpty() ? "." : "");
    }

    /** Those whose answers differ. */
    List<Trial> differences() {
        return sound().stream().filter(trial -> !trial.difference().isEmpty()).toList();
    }

    List<Trial> failures() {
        return program.trials().stream().filter(trial -> !trial.isSound()).toList();
    }

    Grid grid(Map<String, Style> styles) {
        Grid.Builder<ScenarioResult> grid = new Grid.Builder<>(measured);
        for (UserFigure figure : UserFigure.values()) {
            grid.text(
                            figure.column(),
                            result -> Format.number(
                                    Interval.of(figure.blocks(run, result)).mean() * figure.scale()))
                    .value(figure.title() + ", / " + baselineName(), result -> ratio(figure, result));
        }
        return grid.text("connections", result -> arrived(result.name()))
                .build(ScenarioResult::name, result -> styles.get(result.name()));
    }

    private Value ratio(UserFigure figure, ScenarioResult result) {
        Interval ratio = ratios.get(figure).get(result.name());
        return ratio == null ? Value.NONE : Value.of(Format.ratio(ratio), Verdict.of(ratio, false));
    }

    private String arrived(String name) {
        return sound().stream()
                .filter(trial -> trial.implementation().equals(name))
                .map(Trial::arrived)
                .findFirst()
                .orElse("");
    }

    /** For a terminal. */
    String print() {
        TextTable<ScenarioResult> table = new TextTable<ScenarioResult>().left("", ScenarioResult::name);
        for (UserFigure figure : UserFigure.values()) {
            table.right(
                            figure.column(),
                            result -> Format.number(
                                    Interval.of(figure.blocks(run, result)).mean() * figure.scale()))
                    .left(
                            "/ " + baselineName(),
                            result -> Optional.ofNullable(ratios.get(figure).get(result.name()))
                                    .map(Format::narrowRatio)
                                    .orElse(""));
        }
        return table.print(measured);
    }
}
