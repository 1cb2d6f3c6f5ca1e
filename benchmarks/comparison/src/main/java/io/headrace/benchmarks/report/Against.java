// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.Interval;
import io.headrace.benchmarks.ResultsFile;
import io.headrace.benchmarks.ResultsFile.ScenarioEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What changed from one run to another one. */
public final class Against {
    /** What is expected to differ: it is what is compared. */
    private static final String SUBJECT = "headrace";

    private final List<String> warnings;
    private final List<Change> changes;
    private final String title;

    private Against(String title, List<String> warnings, List<Change> changes) {
        this.title = title;
        this.warnings = warnings;
        this.changes = changes;
    }

    /** Compares what both runs have: the same implementation in a scenario of the same name, connections and size. */
    public static Against of(ResultsFile now, ResultsFile then) {
        List<String> warnings = new ArrayList<>();
        warnings.addAll(differences("machine", Facts.of(now.machine()), Facts.of(then.machine())));
        warnings.addAll(differences("cores", Facts.of(now.cores()), Facts.of(then.cores())));
        warnings.addAll(differences("settings", Facts.of(now.settings()), Facts.of(then.settings())));
        List<ScenarioResult> old = ScenarioResult.of(then);
        List<Change> changes = new ArrayList<>();
        TreeSet<String> unlike = new TreeSet<>();
        for (ScenarioResult result : ScenarioResult.of(now)) {
            for (ScenarioResult other : old) {
                if (!isNamesake(result, other)) {
                    continue;
                }
                if (isSameWork(result.scenario(), other.scenario())) {
                    changes.add(new Change(result, other));
                } else {
                    unlike.add(result.scenario().name());
                }
            }
        }
        unlike.forEach(name -> warnings.add(name + " is other work than it was then: not compared"));
        if (changes.isEmpty()) {
            warnings.add("the two runs have no scenario with the same implementation in common");
        }
        return new Against(title(now, then), warnings, List.copyOf(changes));
    }

    private static String title(ResultsFile now, ResultsFile then) {
        return "now (Headrace %s, %s) against then (Headrace %s, %s)"
                .formatted(
                        now.machine().headrace(), now.started(), then.machine().headrace(), then.started());
    }

    private static boolean isNamesake(ScenarioResult one, ScenarioResult other) {
        return one.name().equals(other.name())
                && one.scenario().name().equals(other.scenario().name());
    }

    private static boolean isSameWork(ScenarioEntry one, ScenarioEntry other) {
        return one.connections() == other.connections() && one.size() == other.size();
    }

    private static List<String> differences(String of, Map<String, String> now, Map<String, String> then) {
        TreeSet<String> names = new TreeSet<>(now.keySet());
        names.addAll(then.keySet());
        names.remove(SUBJECT);
        return names.stream()
                .filter(name -> !now.getOrDefault(name, "-").equals(then.getOrDefault(name, "-")))
                .map(name -> "%s: %s was %s and is %s: compare the ratios to the baseline, not the figures"
                        .formatted(of, name, then.getOrDefault(name, "unknown"), now.getOrDefault(name, "unknown")))
                .toList();
    }

    String title() {
        return title;
    }

    List<String> warnings() {
        return warnings;
    }

    List<Change> changes() {
        return changes;
    }

    /** How many of the comparisons say "different" of equal programs, as intervals of this confidence do. */
    String chance() {
        int comparisons = changes.size() * ComparedFigure.values().length;
        return Format.text(
                "%d comparisons at %.0f %% confidence: about %.1f of them would differ by chance alone",
                comparisons, Interval.CONFIDENCE * 100, comparisons * (1 - Interval.CONFIDENCE));
    }

    /** For a terminal of 120 columns. */
    public String print() {
        String line = System.lineSeparator();
        StringBuilder out = new StringBuilder(title + line);
        warnings.forEach(warning -> out.append("warning: ").append(warning).append(line));
        if (!changes.isEmpty()) {
            out.append(line).append("new by old").append(line).append(figures().print(changes));
            out.append(line).append("ratio to the baseline, then → now").append(line);
            out.append(ratios().print(withBaseline()));
            out.append(chance()).append(line);
        }
        return out.toString();
    }

    List<Change> withBaseline() {
        return changes.stream()
                .filter(change -> change.ratioOfRatios(ComparedFigure.CPU).isPresent())
                .toList();
    }

    private static TextTable<Change> figures() {
        TextTable<Change> table =
                new TextTable<Change>().left("scenario", Change::scenario).left("", Change::implementation);
        for (ComparedFigure figure : ComparedFigure.values()) {
            table.left(figure.title(), change -> say(figure, change.ratio(figure)));
        }
        return table;
    }

    private static TextTable<Change> ratios() {
        TextTable<Change> table =
                new TextTable<Change>().left("scenario", Change::scenario).left("", Change::implementation);
        for (ComparedFigure figure : List.of(ComparedFigure.REQUESTS, ComparedFigure.CPU)) {
            table.left(figure.title(), change -> change.ratiosThenAndNow(figure))
                    .left("", change -> say(figure, change.ratioOfRatios(figure)));
        }
        return table;
    }

    private static String say(ComparedFigure figure, Optional<Interval> ratio) {
        return ratio.map(figure::say).orElse("");
    }
}
