// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import io.headrace.benchmarks.report.Against;
import io.headrace.benchmarks.report.HtmlReport;
import io.headrace.benchmarks.report.OperationsFile;
import io.headrace.benchmarks.report.RunResults;
import io.headrace.benchmarks.report.RunText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of a plan, from the estimate to the tables and the files. */
final class ComparisonRun {
    private static final String FILE = "results.json";
    private static final String REPORT = "report.html";

    private final Plan plan;
    private final Installation installation;
    private final Cores cores;
    private final String command;
    private final PrintStream out;
    private UserResults program;

    /** @param command what the user typed */
    ComparisonRun(Plan plan, Installation installation, Cores cores, String command, PrintStream out) {
        this.plan = plan;
        this.installation = installation;
        this.cores = cores;
        this.command = command;
        this.out = out;
    }

    /** What was seen of the user's program that the plan is about. */
    ComparisonRun withProgram(UserResults seen) {
        program = seen;
        return this;
    }

    /** Compares with an older run, too, where that is not null. */
    RunResults run(Path folder, ResultsFile then) throws IOException, InterruptedException {
        Map<String, List<String>> commands = commands();
        Machine machine = Machine.detect();
        String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        out.println(machine.describe());
        out.printf(
                "%s%n%d blocks; server on processor %d, client on %d; about %s%n",
                names(scenarios(), Scenario::name),
                plan.blocks(),
                cores.server(),
                cores.client(),
                minutes(plan.estimate()));

        implementations()
                .map(one -> RunText.wrap("%-16s %s".formatted(one.name(), one.description())))
                .forEach(lines -> lines.forEach(out::println));
        long begin = System.nanoTime();
        Runner.Outcome outcome;
        try (Progress progress = Progress.of(plan, out)) {
            outcome = new Runner(plan, installation, cores, progress).run();
        }

        Path file = folder.resolve(FILE);
        ResultsFile results = new ResultsFile(
                ResultsFile.SCHEMA,
                started,
                machine,
                cores,
                ResultsFile.Settings.of(plan),
                scenarios().map(ResultsFile.ScenarioEntry::of).toList(),
                implementations().map(ResultsFile.ImplementationEntry::of).toList(),
                commands,
                outcome.rounds(),
                outcome.counts(),
                new ResultsFile.Invocation(
                        command, (System.nanoTime() - begin) / 1e9, outcome.disturbers(), cellOptions(commands)),
                program == null
                        ? null
                        : new UserResults(program.command(), program.url(), program.trials(), outcome.userStarts()));
        results.write(file);
        RunResults run = RunResults.of(results);
        new RunText(run).print(out);
        Against against = then == null ? null : Against.of(results, then);
        if (against != null) {
            out.println(against.print());
        }
        Path report = folder.resolve(REPORT);
        HtmlReport.write(
                run,
                against,
                OperationsFile.readIfPresent(folder.resolve("operations/operations.json"), out::println)
                        .orElse(null),
                report);
        out.println("report: " + report + ", raw rounds: " + file);
        return run;
    }

    private Stream<Scenario> scenarios() {
        return plan.groups().stream().flatMap(group -> group.scenarios().stream());
    }

    /** In the order of --list. */
    private Stream<Implementation> implementations() {
        List<String> order =
                Implementation.ALL.stream().map(Implementation::name).toList();
        return plan.groups().stream()
                .flatMap(group -> group.implementations().stream())
                .distinct()
                .sorted(Comparator.comparingInt(one -> order.indexOf(one.name())));
    }

    private static <T> String names(Stream<T> all, Function<T, String> nameOf) {
        return all.map(nameOf).collect(Collectors.joining(", "));
    }

    private static String minutes(Duration duration) {
        return duration.toMinutes() < 3
                ? duration.toSeconds() + " s"
                : Math.round(duration.toSeconds() / 60.0) + " minutes";
    }

    private List<String> cellOptions(Map<String, List<String>> commands) throws IOException {
        String argument = "@" + installation.cellOptions();
        if (commands.values().stream().noneMatch(words -> words.contains(argument))) {
            return List.of();
        }
        return Files.readAllLines(installation.cellOptions()).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private Map<String, List<String>> commands() throws IOException {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        LoadClient client = new LoadClient(installation, cores);
        for (Group group : plan.groups()) {
            for (Scenario scenario : group.scenarios()) {
                if (!scenario.isStart()) {
                    commands.put(
                            scenario.name() + " client",
                            client.command(
                                    scenario.load(),
                                    "<port>",
                                    "<pid>",
                                    scenario.isCold() ? Duration.ZERO : plan.settle(),
                                    scenario.isCold() ? Plan.COLD_WINDOW : plan.window()));
                }
                for (Implementation one : group.serving(scenario)) {
                    commands.put(
                            scenario.name() + " " + one.name(),
                            scenario.isStart()
                                    ? one.program().command(installation, scenario)
                                    : ServerProcess.command(installation, cores, one, scenario));
                }
            }
        }
        return commands;
    }
}
