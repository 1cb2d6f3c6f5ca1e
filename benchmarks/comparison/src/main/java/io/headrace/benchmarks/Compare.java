// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import io.headrace.benchmarks.report.RunText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program behind benchmarks/compare. Exit status: 0 measured, 1 a run failed, 2 usage. */
@Command(
        name = "benchmarks/compare",
        description = "The same work on the JDK's provider, on Headrace, on Netty and as a C program, side by side.",
        usageHelpWidth = 110,
        sortOptions = false)
final class Compare implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ArgGroup(exclusive = false, multiplicity = "0..1", heading = "Your own program:%n")
    private UserOptions user;

    @ArgGroup(multiplicity = "0..1")
    private Extent extent = new Extent();

    /** How much; without one of them, what is of most use in half an hour. */
    private static final class Extent {
        @Option(names = "--quick", description = "Where trigger modes differ, and an echo, in two minutes and a half.")
        private boolean quick;

        @Option(names = "--full", description = "Every scenario on every implementation, in 80 minutes.")
        private boolean full;
    }

    @Option(
            names = "--blocks",
            paramLabel = "N",
            converter = BlockCount.class,
            description = "So many processes of each (2 or more); twice as many halve the noise, roughly.")
    private Integer blocks;

    @Option(names = "--list", description = "Print what can be run, and end.")
    private boolean list;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "Run these scenarios, groups and implementations of --list, and jdk to compare with.")
    private List<String> only = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where report.html and results.json go; benchmarks/out without it.")
    private Path out;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "Say what changed since the run that wrote this results.json.")
    private Path against;

    @Option(names = "--help", usageHelp = true, description = "Print this, and end.")
    private boolean help;

    private final PrintStream terminal;

    Compare(PrintStream terminal) {
        this.terminal = terminal;
    }

    public static void main(String[] args) {
        Terminal.run(Compare::commandLine, args);
    }

    static CommandLine commandLine(PrintStream terminal) {
        return Terminal.commandLine(new Compare(terminal));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (list) {
            printList();
            return 0;
        }
        ResultsFile then = against == null ? null : readAgainst();
        Installation installation = Installation.fromProperty();
        if (user != null) {
            return runUsers(installation, then);
        }
        Plan plan = plan(installation);
        Path folder = OutFolder.make(spec, out, installation.benchmarks().resolve("out"));
        new ComparisonRun(plan, installation, Cores.detect(), typed(), terminal).run(folder, then);
        return 0;
    }

    private ResultsFile readAgainst() {
        try {
            return ResultsFile.read(against);
        } catch (NoSuchFileException e) {
            throw new ParameterException(spec.commandLine(), "--against " + against + ": there is no such file", e);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "--against: " + e.getMessage(), e);
        }
    }

    private int runUsers(Installation installation, ResultsFile then) throws IOException, InterruptedException {
        if (extent.quick || extent.full || !only.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--quick, --full and --only are for other programs than --my; --modes is for it");
        }
        user.verify(spec);
        Path folder = OutFolder.make(spec, out, installation.benchmarks().resolve("out/my"));
        return new UserRun(user, spec, installation, typed(), terminal).run(folder, blocks, then) ? 0 : 1;
    }

    private String typed() {
        return Stream.concat(
                        Stream.of("benchmarks/compare"),
                        spec.commandLine().getParseResult().originalArgs().stream()
                                .map(word -> word.matches("[\\w=,./:@%+-]+")
                                        ? word
                                        : "'" + word.replace("'", "'\\''") + "'"))
                .collect(Collectors.joining(" "));
    }

    private Plan plan(Installation installation) {
        Plan plan = extent.quick
                ? Plan.quick(select(Selection.QUICK, installation))
                : Plan.thorough(select(extent.full ? Selection.FULL : Selection.STANDARD, installation));
        if (plan.groups().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--only: none of these serves one of those");
        }
        return blocks == null ? plan : plan.withBlocks(blocks);
    }

    private Selection select(Selection preset, Installation installation) {
        Selection selection = select(preset);
        Map<String, List<String>> leftOut = new LinkedHashMap<>();
        for (Implementation one : selection.implementations()) {
            one.program().lacks(installation).ifPresent(reason -> leaveOut(one, reason, leftOut));
        }
        leftOut.forEach((reason, names) -> terminal.printf("left out: %s, as %s%n", String.join(", ", names), reason));
        return selection.without(one -> one.program().lacks(installation).isPresent());
    }

    private void leaveOut(Implementation implementation, String reason, Map<String, List<String>> leftOut) {
        if (only.contains(implementation.name())) {
            throw new ParameterException(spec.commandLine(), "--only: " + implementation.name() + ": " + reason);
        }
        leftOut.computeIfAbsent(reason, of -> new ArrayList<>()).add(implementation.name());
    }

    private Selection select(Selection preset) {
        try {
            return preset.only(only);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--only: " + e.getMessage(), e);
        }
    }

    private void printList() {
        terminal.println("scenarios");
        Scenario.ALL.forEach(scenario -> printEntry(scenario.name(), scenario.description()));
        terminal.println("groups of scenarios");
        Stream.of(ScenarioGroup.values()).forEach(group -> printEntry(group.title(), group.description()));
        terminal.println("implementations");
        Implementation.ALL.forEach(one -> printEntry(one.name(), one.description()));
    }

    private void printEntry(String name, String description) {
        RunText.wrap("%-19s %s".formatted(name, description)).forEach(line -> terminal.println("  " + line));
    }
}
