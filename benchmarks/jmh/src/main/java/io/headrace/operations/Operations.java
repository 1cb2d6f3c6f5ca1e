// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program behind benchmarks/operations. Exit status: 0 measured, 1 a run failed, 2 usage. */
@Command(
        name = "benchmarks/operations",
        description = "Measures single operations on the JDK's selector provider, on Headrace, and in C.",
        usageHelpWidth = 110,
        sortOptions = false)
final class Operations implements Callable<Integer> {
    /** For the help of an option. */
    private static final class Providers implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Cell.PROVIDERS.iterator();
        }
    }

    private static final class Backends implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Cell.BACKENDS.iterator();
        }
    }

    @Spec
    private CommandSpec spec;

    @Option(names = "--quick", description = "The rows of the goals, on jdk, tracked and c over epoll, in six minutes.")
    private boolean quick;

    @Option(names = "--list", description = "Print what can be run, and end.")
    private boolean list;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "REGEX",
            description = "Run the rows of --list in whose name one of these is found.")
    private List<String> only = List.of();

    @Option(
            names = "--providers",
            split = ",",
            paramLabel = "NAME",
            completionCandidates = Providers.class,
            description = "Of ${COMPLETION-CANDIDATES}; all without it. jdk-epoll is always there.")
    private List<String> providers;

    @Option(
            names = "--backends",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "epoll",
            completionCandidates = Backends.class,
            description = "Of ${COMPLETION-CANDIDATES}; epoll without it.")
    private List<String> backends;

    @Option(names = "--calls", description = "Count system calls an operation, by strace, and take no times.")
    private boolean calls;

    @Option(names = "--out", paramLabel = "DIR", description = "Where operations.json goes.")
    private Path out = Path.of(System.getProperty("headrace.out", "out"));

    @Option(names = "--help", usageHelp = true, description = "Print this, and end.")
    private boolean help;

    private final PrintStream terminal;

    Operations(PrintStream terminal) {
        this.terminal = terminal;
    }

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        // whatever the locale, as the table holds ± and ≤
        PrintStream terminal = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(commandLine(terminal).execute(args));
    }

    static CommandLine commandLine(PrintStream terminal) {
        return new CommandLine(new Operations(terminal)).setExecutionExceptionHandler(Operations::runFailed);
    }

    private static int runFailed(Exception exception, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println("operations: " + exception.getMessage());
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (list) {
            printList();
            return 0;
        }
        List<Row> rows = rows();
        List<Cell> cells = cells();
        if (calls) {
            new Calls(rows, cells, terminal).run();
        } else {
            new OperationsRun(rows, cells, quick ? Timing.QUICK : Timing.THOROUGH, terminal).run(out);
        }
        return 0;
    }

    private List<Row> rows() {
        List<Pattern> patterns = only.stream().map(this::pattern).toList();
        List<Row> rows = Row.all().stream()
                .filter(row -> !quick || Goal.hasOneFor(row))
                .filter(row -> patterns.isEmpty()
                        || patterns.stream()
                                .anyMatch(one -> one.matcher(row.name()).find()))
                .toList();
        String leftOut = rows.stream()
                .filter(row -> Jvm.of(row).isEmpty())
                .map(Row::name)
                .collect(Collectors.joining(", "));
        if (!leftOut.isEmpty()) {
            terminal.println("left out: " + leftOut
                    + ", as there is no JDK 25: unpack one of adoptium.net into ~/.jdks, or set JAVA25_HOME");
        }
        rows = rows.stream().filter(row -> Jvm.of(row).isPresent()).toList();
        if (rows.isEmpty()) {
            throw usage("--only: no row matches " + String.join(",", only) + "; --list prints them", null);
        }
        return rows;
    }

    private Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw usage("--only: " + e.getMessage(), e);
        }
    }

    private List<Cell> cells() {
        List<String> preset = quick ? List.of(Goal.CELL.provider(), Cell.FLOOR.provider()) : Cell.PROVIDERS;
        try {
            return Cell.of(providers == null ? preset : providers, backends);
        } catch (IllegalArgumentException e) {
            throw usage((e.getMessage().contains("backend") ? "--backends: " : "--providers: ") + e.getMessage(), e);
        }
    }

    private ParameterException usage(String message, Exception cause) {
        return new ParameterException(spec.commandLine(), message, cause);
    }

    private void printList() {
        terminal.println("providers: " + String.join(", ", Cell.PROVIDERS));
        terminal.println("backends: " + String.join(", ", Cell.BACKENDS));
        terminal.println("rows");
        Row.all().forEach(row -> terminal.println("  " + row.name()));
        terminal.println("rows that " + Cell.FLOOR.name() + " has, and its operation for them");
        Floor.ALL.forEach(floor -> terminal.printf("  %s: %s%n", floor.rows().pattern(), floor.operation()));
        terminal.println("skipped");
        Skip.ALL.forEach(skip -> terminal.printf(
                "  %s on %s: %s%n", skip.row().pattern(), skip.cell().pattern(), skip.reason()));
    }
}
