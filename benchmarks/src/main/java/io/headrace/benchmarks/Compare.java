// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program behind benchmarks/compare. Exit status: 0 measured, 1 a run failed, 2 usage. */
@Command(
        name = "benchmarks/compare",
        description = "Runs the same server on the JDK's selector provider and on Headrace, side by side.",
        usageHelpWidth = 110,
        sortOptions = false)
final class Compare implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--quick", description = "The main comparison alone, in a minute and a half.")
    private boolean quick;

    @Option(names = "--list", description = "Print what can be run, and end.")
    private boolean list;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "Run these scenarios and implementations of --list, and jdk to compare with.")
    private List<String> only = List.of();

    @Option(names = "--out", paramLabel = "DIR", description = "Where results.json goes; benchmarks/out without it.")
    private Path out;

    @Option(names = "--help", usageHelp = true, description = "Print this, and end.")
    private boolean help;

    private final PrintStream terminal;

    Compare(PrintStream terminal) {
        this.terminal = terminal;
    }

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        // whatever the locale, as the table holds µ and ±
        PrintStream terminal = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(commandLine(terminal).execute(args));
    }

    static CommandLine commandLine(PrintStream terminal) {
        return new CommandLine(new Compare(terminal))
                .setParameterExceptionHandler(Compare::usageError)
                .setExecutionExceptionHandler(Compare::runFailed);
    }

    private static int usageError(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        command.getErr().println(exception.getMessage());
        command.usage(command.getErr());
        return CommandLine.ExitCode.USAGE;
    }

    private static int runFailed(Exception exception, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println("compare: " + exception.getMessage());
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (list) {
            printList();
            return 0;
        }
        Plan plan = quick ? Plan.quick(select(Selection.QUICK)) : Plan.thorough(select(Selection.ALL));
        Installation installation = Installation.fromProperty();
        Path folder = out == null ? installation.benchmarks().resolve("out") : out;
        new Measurement(plan, installation, Cores.detect(), terminal).run(folder);
        return 0;
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
        terminal.println("implementations");
        Implementation.ALL.forEach(one -> printEntry(one.name(), one.description()));
    }

    private void printEntry(String name, String description) {
        terminal.printf("  %-17s %s%n", name, description);
    }
}
