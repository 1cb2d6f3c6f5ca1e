// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** One run of a plan, from the estimate to the table and the file. */
final class Measurement {
    private static final String FILE = "results.json";
    private static final double OTHERS_ALLOWED = 0.05;

    private final Plan plan;
    private final Installation installation;
    private final Cores cores;
    private final PrintStream out;

    Measurement(Plan plan, Installation installation, Cores cores, PrintStream out) {
        this.plan = plan;
        this.installation = installation;
        this.cores = cores;
        this.out = out;
    }

    void run(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Map<String, List<String>> commands = commands();
        Machine machine = Machine.detect();
        String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        out.println(machine.describe());
        out.printf(
                "%s, %d blocks; server on processor %d, client on %d; about %d s%n",
                names(),
                plan.blocks(),
                cores.server(),
                cores.client(),
                plan.estimate().toSeconds());

        Progress progress = new Progress(
                out, Boolean.getBoolean("headrace.terminal"), plan.steps(), plan.estimate(), System::nanoTime);
        List<Round> rounds = new Runner(plan, installation, cores, progress).run();

        Path file = folder.resolve(FILE);
        new ResultsFile(ResultsFile.SCHEMA, started, machine, cores, ResultsFile.Settings.of(plan), commands, rounds)
                .write(file);
        printTables(rounds);
        printDoubts(rounds);
        out.println("raw rounds: " + file);
    }

    private String names() {
        return String.join(", ", plan.scenarios().stream().map(Scenario::name).toList()) + " on "
                + String.join(
                        ", ",
                        plan.implementations().stream()
                                .map(Implementation::name)
                                .toList());
    }

    private Map<String, List<String>> commands() throws IOException {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        LoadClient client = new LoadClient(installation, cores);
        for (Scenario scenario : plan.scenarios()) {
            commands.put(
                    scenario.name() + " client",
                    client.command(scenario, "<port>", "<pid>", plan.settle(), plan.window()));
            for (Implementation one : plan.implementations()) {
                commands.put(
                        scenario.name() + " " + one.name(), ServerProcess.command(installation, cores, one, scenario));
            }
        }
        return commands;
    }

    private void printTables(List<Round> rounds) {
        for (Scenario scenario : plan.scenarios()) {
            out.printf("%n%s: %s%n%n", scenario.name(), scenario.description());
            out.println(new Table(plan.implementations().stream()
                            .map(one -> Summary.of(rounds, scenario.name(), one.name()))
                            .toList())
                    .print());
        }
    }

    private void printDoubts(List<Round> rounds) {
        printDoubt(rounds, Sample::clientIsBottleneck, "the client was the bottleneck: requests/s are its own limit");
        printDoubt(
                rounds,
                sample -> sample.shareOfOthers() > OTHERS_ALLOWED,
                "other programs had more than 5 % of a processor: repeat this on a quiet machine");
    }

    private void printDoubt(List<Round> rounds, Predicate<Sample> doubt, String meaning) {
        long count = rounds.stream().map(Round::sample).filter(doubt).count();
        if (count > 0) {
            out.printf("In %d of %d rounds %s.%n", count, rounds.size(), meaning);
        }
    }
}
