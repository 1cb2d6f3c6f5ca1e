// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import io.headrace.benchmarks.report.Proof;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The program behind benchmarks/prove. Exit status: 0 proven, 1 not, or a run failed, 2 usage.
 */
@Command(
        name = "benchmarks/prove",
        description = "Quick runs of what is known beforehand: does benchmarks/compare say so?",
        usageHelpWidth = 110,
        sortOptions = false)
final class Prove implements Callable<Integer> {
    /** Of the runs in which something is there to be found. */
    private static final double FOUND = 0.9;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUNS", defaultValue = "20", description = "How many; ${DEFAULT-VALUE} without it.")
    private int runs;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the runs go; benchmarks/out/prove without it.")
    private Path out;

    @Option(names = "--help", usageHelp = true, description = "Print this, and end.")
    private boolean help;

    private final PrintStream terminal;

    Prove(PrintStream terminal) {
        this.terminal = terminal;
    }

    public static void main(String[] args) {
        Terminal.run(terminal -> Terminal.commandLine(new Prove(terminal)), args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation installation = Installation.fromProperty();
        Path folder = OutFolder.make(spec, out, installation.benchmarks().resolve("out/prove"));
        if (runs < 1) {
            throw new ParameterException(spec.commandLine(), "RUNS: " + runs + " is too few, 1 is the least");
        }
        List<Proof> proofs = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            Path own = Files.createDirectories(folder.resolve(Integer.toString(run)));
            try (PrintStream log = new PrintStream(Files.newOutputStream(own.resolve("log.txt")), true)) {
                Plan plan = Plan.quick(Selection.PROOF);
                proofs.add(
                        Proof.of(new ComparisonRun(plan, installation, Cores.detect(), "benchmarks/prove " + runs, log)
                                .run(own, null)));
            }
            terminal.printf("run %d of %d: %s%n", run, runs, proofs.get(proofs.size() - 1));
        }
        return verdict(proofs) ? 0 : 1;
    }

    private boolean verdict(List<Proof> proofs) {
        long same = count(proofs, Proof::sameIsSame);
        long slowdown = count(proofs, Proof::slowdownIsFound);
        long call = count(proofs, Proof::callIsFound);
        terminal.printf(
                "the same program twice: no difference shown in %d of %d%n"
                        + "echo slowed by 25 %%: found in %d of %d%n"
                        + "a call more: found in %d of %d%n",
                same, runs, slowdown, runs, call, runs);
        return same == runs && slowdown >= FOUND * runs && call >= FOUND * runs;
    }

    private static long count(List<Proof> proofs, Predicate<Proof> what) {
        return proofs.stream().filter(what).count();
    }
}
