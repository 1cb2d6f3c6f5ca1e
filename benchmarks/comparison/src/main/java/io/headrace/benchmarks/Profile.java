// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The program behind benchmarks/profile. */
@Command(
        name = "benchmarks/profile",
        description = "Whose code the CPU time of a server is spent in, of implementations side by side.",
        usageHelpWidth = 110,
        sortOptions = false)
final class Profile implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SCENARIO", description = "One of those that benchmarks/compare lists.")
    private String scenario;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "IMPLEMENTATION",
            description = "JVMs of those it lists; the others are compared with the first.")
    private List<String> implementations;

    @Option(
            names = "--blocks",
            paramLabel = "N",
            converter = BlockCount.class,
            defaultValue = "4",
            description = "So many processes of each (2 or more; without it ${DEFAULT-VALUE}).")
    private int blocks;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where stacks and flame graphs go; benchmarks/out/profile without it.")
    private Path out;

    @Option(names = "--help", usageHelp = true, description = "Print this, and end.")
    private boolean help;

    private final PrintStream terminal;

    Profile(PrintStream terminal) {
        this.terminal = terminal;
    }

    public static void main(String[] args) {
        Terminal.run(Profile::commandLine, args);
    }

    static CommandLine commandLine(PrintStream terminal) {
        return Terminal.commandLine(new Profile(terminal));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation installation = Installation.fromProperty();
        Scenario chosen = named("SCENARIO", scenario, Scenario.ALL, Scenario::name);
        List<Implementation> profiled = implementations.stream()
                .distinct()
                .map(name -> profiled(name, chosen, installation))
                .toList();
        Plan plan = Plan.profiling(new Selection(List.of(chosen), profiled), blocks);
        Path folder = OutFolder.make(spec, out, installation.benchmarks().resolve("out/profile"));
        new Profiling(plan, installation, Cores.detect(), terminal).run(folder);
        return 0;
    }

    private Implementation profiled(String name, Scenario chosen, Installation installation) {
        Implementation one = named("IMPLEMENTATION", name, Implementation.ALL, Implementation::name);
        if (!(one.program() instanceof JavaProgram java)) {
            throw wrong(name + " is no JVM, and async-profiler looks into nothing else");
        }
        if (!one.serves(chosen)) {
            throw wrong(name + " does not serve " + chosen.name());
        }
        java.lacks(installation).ifPresent(reason -> {
            throw wrong(name + ": " + reason);
        });
        return new Implementation(name, one.description(), java.withOptions(AsyncProfiler.JVM_OPTIONS));
    }

    private <T> T named(String what, String name, List<T> all, Function<T, String> nameOf) {
        return all.stream()
                .filter(one -> nameOf.apply(one).equals(name))
                .findFirst()
                .orElseThrow(() -> wrong("%s: unknown name '%s'; allowed are %s"
                        .formatted(what, name, all.stream().map(nameOf).collect(Collectors.joining(", ")))));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
