// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.ResultsFile.ScenarioEntry;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;

/** A run for a terminal of 120 columns: what was found, then the figures, then where they come from. */
public record RunText(RunResults run) {
    private static final int COLUMNS = 118;

    /** Prints all of it. */
    public void print(PrintStream out) {
        out.println();
        wrap(Findings.HEADRACE).forEach(out::println);
        out.printf(
                "%nVERDICT (%s sure that every difference of CPU and requests/s named here is one)%n",
                run.confidence());
        Doubts.of(run.file()).forEach(doubt -> wrap("DOUBT: " + doubt).forEach(out::println));
        Findings.of(run).forEach(finding -> print(finding, out));
        out.printf("%nCOMPARED%n");
        run.file()
                .implementations()
                .forEach(one ->
                        wrap("%s: %s".formatted(one.name(), one.description())).forEach(out::println));
        UserPart.of(run).ifPresent(user -> print(user, out));
        for (ScenarioEntry scenario : run.file().scenarios()) {
            out.printf("%n%s: %s%n%n", scenario.name(), scenario.description());
            out.print(ScenarioTable.of(run, scenario).print());
        }
        out.println();
        Stream.concat(Footer.legend(run).stream(), Footer.marks(run).stream())
                .forEach(line -> wrap(line).forEach(out::println));
        Footer.of(run)
                .forEach(fact ->
                        wrap("%-9s %s".formatted(fact.name(), fact.value())).forEach(out::println));
    }

    private static void print(Findings.Finding finding, PrintStream out) {
        if (finding.description().isEmpty() && finding.lines().size() == 1) {
            wrap("%s: %s".formatted(finding.scenario(), finding.lines().get(0))).forEach(out::println);
            return;
        }
        out.println();
        wrap("%s: %s".formatted(finding.scenario(), finding.description())).forEach(out::println);
        finding.lines().forEach(line -> wrap("- " + line).forEach(out::println));
    }

    private static void print(UserPart user, PrintStream out) {
        out.printf("%n%s%n%s, by %s%n%n%s", user.command(), user.url(), user.jvms(), user.print());
        user.differences()
                .forEach(trial ->
                        out.printf("%n%s answers otherwise:%n%s%n", trial.implementation(), trial.difference()));
    }

    /** Lines of a terminal; those after the first are indented. */
    public static List<String> wrap(String text) {
        return text.replaceAll("(.{1," + COLUMNS + "})( +|$)", "$1\n  ")
                .strip()
                .lines()
                .toList();
    }
}
