// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import io.headrace.benchmarks.report.RunText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** A user's own program, tried and then measured. */
record UserRun(UserOptions options, CommandSpec spec, Installation installation, String typed, PrintStream out) {
    private static final String EDGE =
            "WARNING: edge departs from java.nio: each change is reported once. A program that is not written for it"
                    + " may stand still, and its figures are ranked apart.";

    /** Whether all that was asked for was measured, and answered as the JDK's provider does. */
    boolean run(Path folder, Integer blocks, ResultsFile then) throws IOException, InterruptedException {
        if (options.hasEdge()) {
            RunText.wrap(EDGE).forEach(out::println);
        }
        Cores cores = Cores.detect();
        List<Implementation> implementations = options.implementations(folder);
        UserTrials.Outcome tried = new UserTrials(installation, cores, options.ignored(spec), options.scenario(0), out)
                .run(implementations);
        List<Implementation> sound = implementations.stream()
                .filter(one -> tried.trials().stream()
                        .anyMatch(trial ->
                                trial.isSound() && trial.implementation().equals(one.name())))
                .toList();
        Plan plan = Plan.user(new Selection(List.of(options.scenario(tried.status())), sound));
        new ComparisonRun(blocks == null ? plan : plan.withBlocks(blocks), installation, cores, typed, out)
                .withProgram(new UserResults(
                        options.command(), options.request().uri().toString(), tried.trials(), List.of()))
                .run(folder, then);
        return tried.trials().stream()
                .allMatch(trial -> trial.isSound() && trial.difference().isEmpty());
    }
}
