// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Carries out a plan. */
final class Runner {
    private static final Duration WARMUP_WINDOW = Duration.ofMillis(200);
    private static final int WARMUP_WINDOWS = 90;

    private final Plan plan;
    private final Installation installation;
    private final Cores cores;
    private final LoadClient client;
    private final Window window;
    private final Counter counter;
    private final Starts starts;
    private final Progress progress;
    private final Disturbers disturbers;
    private final List<Round> rounds = new ArrayList<>();
    private final List<Count> counts = new ArrayList<>();
    private final List<UserResults.Start> userStarts = new ArrayList<>();

    /** All that was measured. */
    record Outcome(
            List<Round> rounds, List<Count> counts, List<UserResults.Start> userStarts, List<Disturber> disturbers) {}

    /** What is done with a server that is warm. */
    interface Window {
        WindowSample measure(StartedServer server, Implementation implementation, Scenario scenario)
                throws IOException, InterruptedException;
    }

    Runner(Plan plan, Installation installation, Cores cores, Progress progress) throws IOException {
        this(plan, installation, cores, progress, undisturbed(plan, new LoadClient(installation, cores)));
    }

    Runner(Plan plan, Installation installation, Cores cores, Progress progress, Window window) throws IOException {
        this.plan = plan;
        this.installation = installation;
        this.cores = cores;
        this.client = new LoadClient(installation, cores);
        this.window = window;
        this.counter = new Counter(installation, cores, client);
        this.starts = new Starts(installation);
        this.progress = progress;
        this.disturbers = new Disturbers();
    }

    private static Window undisturbed(Plan plan, LoadClient client) {
        return (server, implementation, scenario) -> client.run(server, scenario.load(), plan.settle(), plan.window());
    }

    Outcome run() throws IOException, InterruptedException {
        for (int block = 0; block < plan.blocks(); block++) {
            for (Group group : plan.groups()) {
                if (group.isUsers()) {
                    runUsers(group, block);
                } else if (group.isStart()) {
                    runStarts(group, block);
                } else if (group.isCold()) {
                    runCold(group, block);
                } else {
                    runBlock(group, block);
                }
            }
        }
        progress.end();
        disturbers.look();
        return new Outcome(rounds, counts, userStarts, disturbers.found());
    }

    private void runBlock(Group group, int block) throws IOException, InterruptedException {
        Map<Implementation, StartedServer> servers = new LinkedHashMap<>();
        try {
            for (Implementation implementation : plan.order(group.implementations(), block)) {
                step(block, "warming up " + implementation.name(), plan.warmupStep(implementation, group));
                servers.put(implementation, start(implementation, group));
                warmUp(servers.get(implementation), implementation, group);
            }
            for (Scenario scenario : group.scenarios()) {
                measure(scenario, group, servers, block);
            }
        } finally {
            for (StartedServer server : servers.values()) {
                server.stop();
            }
        }
    }

    private void runUsers(Group group, int block) throws IOException, InterruptedException {
        Scenario scenario = group.scenarios().get(0);
        for (Implementation one : plan.order(group.implementations(), block)) {
            step(block, "warming up " + one.name(), plan.warmupStep(one, group));
            StartedServer server = start(one, group);
            try {
                userStarts.add(new UserResults.Start(one.name(), block, ((UserProcess) server).startSeconds()));
                warmUp(server, one, group);
                for (int i = 0; i < Plan.USER_WINDOWS; i++) {
                    step(block, "%s on %s".formatted(scenario.name(), one.name()), plan.roundStep(scenario));
                    rounds.add(new Round(scenario.name(), one.name(), block, window.measure(server, one, scenario)));
                }
                step(block, "counting on " + one.name(), plan.countStep(scenario));
                counts.add(count(server, one, scenario, block));
            } catch (IOException e) {
                throw new IOException(
                        "%s: %s; what it printed is in %s"
                                .formatted(one.name(), e.getMessage(), ((UserProgram) one.program()).log()),
                        e);
            } finally {
                server.stop();
            }
        }
    }

    private void runStarts(Group group, int block) throws IOException, InterruptedException {
        Scenario scenario = group.scenarios().get(0);
        for (Implementation one : plan.rounds(group.implementations(), block)) {
            step(block, "%s on %s".formatted(scenario.name(), one.name()), Starts.STEP);
            rounds.add(new Round(scenario.name(), one.name(), block, starts.measure(one, scenario)));
        }
    }

    /** One process after the other: none is there while another is measured. */
    private void runCold(Group group, int block) throws IOException, InterruptedException {
        for (Implementation one : plan.order(group.implementations(), block)) {
            StartedServer server = start(one, group);
            try {
                for (Scenario second : group.scenarios()) {
                    step(block, "%s on %s".formatted(second.name(), one.name()), Plan.COLD_WINDOW);
                    WindowSample sample = client.run(server, second.load(), Duration.ZERO, Plan.COLD_WINDOW);
                    rounds.add(new Round(second.name(), one.name(), block, sample));
                }
            } finally {
                server.stop();
            }
        }
    }

    private StartedServer start(Implementation implementation, Group group) throws IOException, InterruptedException {
        Scenario any = group.servedBy(implementation).get(0);
        return implementation.program().start(ServerProcess.command(installation, cores, implementation, any));
    }

    private void measure(Scenario scenario, Group group, Map<Implementation, StartedServer> servers, int block)
            throws IOException, InterruptedException {
        List<Implementation> serving = group.serving(scenario);
        for (Implementation one : plan.rounds(serving, block)) {
            step(block, "%s on %s".formatted(scenario.name(), one.name()), plan.roundStep(scenario));
            servers.get(one).choose(scenario);
            WindowSample sample = window.measure(servers.get(one), one, scenario);
            rounds.add(new Round(scenario.name(), one.name(), block, sample));
        }
        if (plan.countsIn(block)) {
            for (Implementation one : serving) {
                step(block, "counting %s on %s".formatted(scenario.name(), one.name()), plan.countStep(scenario));
                servers.get(one).choose(scenario);
                counts.add(count(servers.get(one), one, scenario, block));
            }
        }
    }

    private Count count(StartedServer server, Implementation implementation, Scenario scenario, int block)
            throws IOException, InterruptedException {
        return plan.counting() == Plan.Counting.CALLS
                ? counter.countCalls(server, implementation, scenario, block)
                : counter.count(server, implementation, scenario, block);
    }

    private void step(int block, String what, Duration length) throws IOException {
        disturbers.look();
        progress.step("block %d of %d: %s".formatted(block + 1, plan.blocks(), what), length);
    }

    /** Counted in the server's own CPU time: a JVM that got little of a busy processor is not warm. */
    private void warmUp(StartedServer server, Implementation implementation, Group group)
            throws IOException, InterruptedException {
        List<Scenario> scenarios = group.warmingUp(implementation);
        double enough = plan.warmup(implementation, group).toMillis() / 1e3;
        double used = 0;
        for (int i = 0; i < WARMUP_WINDOWS && used < enough; i++) {
            Scenario scenario = scenarios.get(i % scenarios.size());
            server.choose(scenario);
            used += client.run(server, scenario.load(), Duration.ZERO, WARMUP_WINDOW)
                    .serverCpuSeconds();
        }
    }
}
