// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a user's program a few times on each implementation before anything is measured: the JDK's provider twice, so
 * that its answers are known to be comparable at all.
 */
final class UserTrials {
    private final Installation installation;
    private final Cores cores;
    private final Answers.Ignored ignored;
    private final PrintStream out;
    private final Scenario scenario;

    UserTrials(Installation installation, Cores cores, Answers.Ignored ignored, Scenario scenario, PrintStream out) {
        this.installation = installation;
        this.cores = cores;
        this.ignored = ignored;
        this.scenario = scenario;
        this.out = out;
    }

    /** The trials, and the status that all answers have. */
    record Outcome(List<Trial> trials, int status) {}

    private record Seen(Answers answers, Arrivals arrivals) {}

    /** @param implementations the baseline is the first */
    Outcome run(List<Implementation> implementations) throws IOException, InterruptedException {
        Implementation baseline = implementations.get(0);
        List<Trial> trials = new ArrayList<>();
        Seen first = see(baseline);
        Seen again = see(baseline);
        String changing = first.answers.difference("jdk", again.answers, "jdk once more");
        if (!changing.isEmpty()) {
            throw new IOException("the answers differ on the JDK's provider already, so that they cannot be compared;"
                    + " leave out what changes by --ignore-header NAME or --ignore-regex REGEX:\n" + changing);
        }
        out.printf("%s: %s; it answers twice the same%n", baseline.name(), first.arrivals.describe());
        trials.add(new Trial(baseline.name(), first.arrivals.describe(), first.arrivals.jvm(), "", null));
        for (Implementation one : implementations.subList(1, implementations.size())) {
            trials.add(say(trial(one, baseline, first.answers)));
        }
        return new Outcome(trials, first.answers.status());
    }

    private Trial trial(Implementation one, Implementation baseline, Answers expected) throws InterruptedException {
        try {
            Seen seen = see(one);
            return new Trial(
                    one.name(),
                    seen.arrivals.describe(),
                    seen.arrivals.jvm(),
                    expected.difference(baseline.name(), seen.answers, one.name()),
                    null);
        } catch (IOException e) {
            return new Trial(one.name(), "", "", "", e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private Seen see(Implementation one) throws IOException, InterruptedException {
        out.println("trying " + one.name());
        UserProgram program = (UserProgram) one.program();
        StartedServer server = program.start(ServerProcess.command(installation, cores, one, scenario));
        try {
            // before any other connection, whose end would be counted against them
            Arrivals arrivals = Arrivals.of(server.pid(), server.port(), program.mode() != null);
            return new Seen(Answers.of(program.request(), ignored), arrivals);
        } finally {
            server.stop();
        }
    }

    private Trial say(Trial trial) {
        if (!trial.isSound()) {
            out.printf("%s is left out: %s%n", trial.implementation(), trial.failure());
        } else if (!trial.difference().isEmpty()) {
            out.printf("%s: THE ANSWERS DIFFER%n%s%n", trial.implementation(), trial.difference());
        } else {
            out.printf(
                    "%s: %s; its answers are those on the JDK's provider%n", trial.implementation(), trial.arrived());
        }
        return trial;
    }
}
