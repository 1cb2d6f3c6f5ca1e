// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.Count.Calls;
import io.headrace.benchmarks.ResultsFile;
import io.headrace.benchmarks.ResultsFile.ImplementationEntry;
import io.headrace.benchmarks.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What report.mustache is filled with. */
record Page(
        String started,
        String machine,
        String baselines,
        String headrace,
        String confidence,
        List<Findings.Finding> findings,
        List<String> doubts,
        List<Chip> chips,
        List<Glance> glances,
        Comparison comparison,
        OperationsPart operations,
        Program program,
        List<FamilyPart> families,
        List<Fact> facts,
        List<String> legend,
        List<Footer.Fact> foot,
        List<String> columns,
        boolean means,
        String sharper,
        String cost,
        Plots plots) {

    /** An implementation in the legend. */
    record Chip(String name, String description, boolean anotherContract, String program, Style style) {}

    record Glance(String title, String hint, Grid grid) {}

    /** A user's own. */
    record Program(String command, String url, String jvms, Grid grid, List<Trial> differences) {}

    record Fact(String name, String value) {}

    record Command(String name, String line) {}

    record FamilyPart(
            int index, String name, boolean hasLines, String axis, String unit, List<ScenarioPart> scenarios) {}

    record ScenarioPart(
            int index,
            String name,
            String description,
            String unit,
            String baseline,
            List<String> lines,
            boolean latency,
            boolean counted,
            boolean split,
            Grid grid,
            Grid rounds,
            List<Command> commands) {}

    /** Of two runs. */
    record Comparison(String title, List<String> warnings, Grid changes, Grid ratios, String chance) {}

    /** Against and operations may be null. */
    static Page of(RunResults run, Against against, OperationsPart operations) {
        ResultsFile results = run.file();
        List<Family> families = Family.of(results.scenarios().stream()
                .flatMap(scenario -> run.in(scenario).stream())
                .toList());
        Plots plots = Plots.of(run, families, operations);
        List<Findings.Finding> findings = Findings.of(run);
        String baselines = families.stream()
                .flatMap(family -> family.scenarios().stream())
                .map(ScenarioResult::baselineOf)
                .distinct()
                .collect(Collectors.joining(" or "));
        Grids grids = new Grids(run, plots.styles(), baselines);
        List<Glance> glances = glances(families, grids);
        return new Page(
                results.started(),
                results.machine().describe(),
                baselines,
                Findings.HEADRACE,
                run.confidence(),
                findings,
                Doubts.of(results),
                results.implementations().stream()
                        .map(one -> chip(one, plots.styles()))
                        .toList(),
                glances,
                comparison(against, grids),
                operations,
                UserPart.of(run)
                        .map(user -> new Program(
                                user.command(), user.url(), user.jvms(), user.grid(plots.styles()), user.differences()))
                        .orElse(null),
                parts(families, grids, results.commands(), findings),
                facts(results),
                Footer.legend(run),
                Footer.of(run),
                Footer.columns(run),
                glances.stream()
                        .flatMap(glance -> glance.grid().rows().stream())
                        .anyMatch(row -> row.label().startsWith(Grids.MEAN)),
                Footer.sharper(results),
                Footer.cost(results),
                plots);
    }

    private static Chip chip(ImplementationEntry one, Map<String, Style> styles) {
        return new Chip(one.name(), one.description(), one.anotherContract(), one.program(), styles.get(one.name()));
    }

    private static List<Glance> glances(List<Family> families, Grids grids) {
        List<List<ScenarioResult>> scenarios =
                families.stream().flatMap(family -> family.scenarios().stream()).toList();
        return List.of(
                new Glance("CPU a request", "less is better", grids.glance(scenarios, ComparedFigure.CPU)),
                new Glance("requests/s", "more is better", grids.glance(scenarios, ComparedFigure.REQUESTS)));
    }

    private static Comparison comparison(Against against, Grids grids) {
        return against == null
                ? null
                : new Comparison(
                        against.title(),
                        against.warnings(),
                        grids.changes(against.changes()),
                        grids.baselineChanges(against.withBaseline()),
                        against.chance());
    }

    private static List<FamilyPart> parts(
            List<Family> families, Grids grids, Map<String, List<String>> commands, List<Findings.Finding> findings) {
        List<FamilyPart> parts = new ArrayList<>();
        int index = 0;
        for (Family family : families) {
            List<ScenarioPart> scenarios = new ArrayList<>();
            for (List<ScenarioResult> measured : family.scenarios()) {
                scenarios.add(part(index++, measured, grids, commands, findings));
            }
            parts.add(new FamilyPart(
                    parts.size(),
                    family.name(),
                    family.hasLines(),
                    family.axis(),
                    scenarios.get(0).unit(),
                    scenarios));
        }
        return parts;
    }

    private static ScenarioPart part(
            int index,
            List<ScenarioResult> measured,
            Grids grids,
            Map<String, List<String>> commands,
            List<Findings.Finding> findings) {
        String name = measured.get(0).scenario().name();
        List<Command> own = commands.entrySet().stream()
                .filter(command -> command.getKey().startsWith(name + " "))
                .map(command -> new Command(
                        command.getKey().substring(name.length() + 1), String.join(" ", command.getValue())))
                .toList();
        return new ScenarioPart(
                index,
                name,
                measured.get(0).scenario().description(),
                measured.get(0).scenario().unit(),
                ScenarioResult.baselineOf(measured),
                findings.stream()
                        .filter(finding -> finding.scenario().equals(name))
                        .flatMap(finding -> finding.lines().stream())
                        .toList(),
                measured.stream().anyMatch(ScenarioResult::hasLatency),
                measured.stream().anyMatch(result -> result.counts().calls(Calls::all) != null),
                measured.stream().allMatch(result -> result.userMicros().isPresent()),
                grids.scenario(measured),
                grids.rounds(measured),
                own);
    }

    private static List<Fact> facts(ResultsFile results) {
        List<Fact> facts = new ArrayList<>();
        add(facts, "", Facts.of(results.machine()));
        add(facts, "processor of the ", Facts.of(results.cores()));
        Map<String, String> settings = Facts.of(results.settings());
        settings.put("confidence of an interval by itself", settings.remove("confidence"));
        add(facts, "", settings);
        return facts;
    }

    private static void add(List<Fact> facts, String before, Map<String, String> more) {
        more.forEach((name, value) -> facts.add(new Fact(before + name, value)));
    }
}
