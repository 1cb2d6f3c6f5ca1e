// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import io.headrace.benchmarks.report.HtmlReport;
import io.headrace.benchmarks.report.OperationsFile;
import io.headrace.benchmarks.report.RunResults;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program behind benchmarks/report. Exit status: 0 written, 1 it failed, 2 usage. */
@Command(
        name = "benchmarks/report",
        description = "Writes the page of what was measured last by compare and by operations.",
        usageHelpWidth = 110,
        sortOptions = false)
final class Report implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where results.json is, and where report.html goes; benchmarks/out without it.")
    private Path out;

    @Option(
            names = "--operations",
            paramLabel = "FILE",
            description = "The operations.json to take; DIR/operations/operations.json without it.")
    private Path operations;

    @Option(names = "--help", usageHelp = true, description = "Print this, and end.")
    private boolean help;

    private final PrintStream terminal;

    Report(PrintStream terminal) {
        this.terminal = terminal;
    }

    public static void main(String[] args) {
        Terminal.run(terminal -> Terminal.commandLine(new Report(terminal)), args);
    }

    @Override
    public Integer call() throws IOException {
        Path folder = OutFolder.make(
                spec, out, Installation.fromProperty().benchmarks().resolve("out"));
        Path results = folder.resolve("results.json");
        Path file = operations == null ? folder.resolve("operations/operations.json") : operations;
        ResultsFile run = read(results);
        Path report = folder.resolve("report.html");
        HtmlReport.write(
                RunResults.of(run),
                null,
                OperationsFile.readIfPresent(file, terminal::println).orElse(null),
                report);
        terminal.println("report: " + report);
        return 0;
    }

    private ResultsFile read(Path results) throws IOException {
        if (Files.exists(results)) {
            try {
                return ResultsFile.read(results);
            } catch (IOException e) {
                terminal.println("left out: " + e.getMessage());
            }
        }
        return ResultsFile.nothing();
    }
}
