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
    private static final Duration WARMUP_WINDOW = Duration.ofMillis(500);
    private static final int WARMUP_WINDOWS = 24;

    private final Plan plan;
    private final Installation installation;
    private final Cores cores;
    private final LoadClient client;
    private final Progress progress;
    private final List<Round> rounds = new ArrayList<>();

    Runner(Plan plan, Installation installation, Cores cores, Progress progress) {
        this.plan = plan;
        this.installation = installation;
        this.cores = cores;
        this.client = new LoadClient(installation, cores);
        this.progress = progress;
    }

    List<Round> run() throws IOException, InterruptedException {
        for (int block = 0; block < plan.blocks(); block++) {
            for (Scenario scenario : plan.scenarios()) {
                runBlock(scenario, block);
            }
        }
        progress.end();
        return rounds;
    }

    private void runBlock(Scenario scenario, int block) throws IOException, InterruptedException {
        Map<Implementation, ServerProcess> servers = new LinkedHashMap<>();
        String where = "%s, block %d of %d: ".formatted(scenario.name(), block + 1, plan.blocks());
        try {
            for (Implementation implementation : plan.order(block)) {
                progress.step(where + "warming up " + implementation.name(), plan.warmupStep());
                List<String> command = ServerProcess.command(installation, cores, implementation, scenario);
                servers.put(implementation, ServerProcess.start(command, implementation));
                warmUp(servers.get(implementation), scenario);
            }
            for (Implementation implementation : plan.rounds(block)) {
                progress.step(where + "measuring " + implementation.name(), plan.roundStep());
                Sample sample = client.run(servers.get(implementation), scenario, plan.settle(), plan.window());
                rounds.add(new Round(scenario.name(), implementation.name(), block, sample));
            }
        } finally {
            for (ServerProcess server : servers.values()) {
                server.stop();
            }
        }
    }

    /** Counted in the server's own CPU time: a JVM that got little of a busy processor is not warm. */
    private void warmUp(ServerProcess server, Scenario scenario) throws IOException, InterruptedException {
        double used = 0;
        for (int i = 0; i < WARMUP_WINDOWS && used < plan.warmup().toMillis() / 1e3; i++) {
            used += client.run(server, scenario, Duration.ZERO, WARMUP_WINDOW).serverCpuSeconds();
        }
    }
}
