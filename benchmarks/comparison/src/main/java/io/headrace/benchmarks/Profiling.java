// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import io.headrace.benchmarks.profile.CostTable;
import io.headrace.benchmarks.profile.Measured;
import io.headrace.benchmarks.profile.Samples;
import io.headrace.benchmarks.report.Doubts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import one.convert.Arguments;
import one.convert.FlameGraph;

/** One run of benchmarks/profile, from the first server to the table and the files. */
final class Profiling {
    /**
     * The profiler runs within the window, also where it is late to stop: opening and closing connections is in no
     * sample.
     */
    private static final Duration MARGIN = Duration.ofMillis(200);

    private final Plan plan;
    private final Installation installation;
    private final Cores cores;
    private final PrintStream out;
    private final List<Samples> samples = new ArrayList<>();

    Profiling(Plan plan, Installation installation, Cores cores, PrintStream out) {
        this.plan = plan;
        this.installation = installation;
        this.cores = cores;
        this.out = out;
    }

    void run(Path folder) throws IOException, InterruptedException {
        Scenario scenario = plan.groups().get(0).scenarios().get(0);
        out.println(Machine.detect().describe());
        List<Round> rounds;
        try (Progress progress = Progress.of(plan, out)) {
            rounds = rounds(progress);
        }
        List<Measured> windows = new ArrayList<>();
        for (int i = 0; i < rounds.size(); i++) {
            Round round = rounds.get(i);
            windows.add(new Measured(round.implementation(), round.block(), round.sample(), samples.get(i)));
        }
        out.printf(
                "%n%s: %s%n%,d samples in %d windows; differences with half their %.0f %% confidence interval%n%n",
                scenario.name(),
                scenario.description(),
                samples.stream().mapToLong(Samples::number).sum(),
                windows.size(),
                Interval.CONFIDENCE * 100);
        out.println(CostTable.of(windows).print());
        Doubts.of(rounds).forEach(out::println);
        for (Implementation one : plan.groups().get(0).implementations()) {
            out.println("flame graph: " + write(folder, scenario.name() + "-" + one.name(), one, windows));
        }
    }

    private List<Round> rounds(Progress progress) throws IOException, InterruptedException {
        Path temporary = Files.createTempDirectory("headrace-profile");
        try {
            AsyncProfiler profiler = new AsyncProfiler(temporary);
            LoadClient client = new LoadClient(installation, cores);
            return new Runner(
                            plan,
                            installation,
                            cores,
                            progress,
                            (server, implementation, scenario) -> profiled(profiler, client, server, scenario))
                    .run()
                    .rounds();
        } finally {
            delete(temporary);
        }
    }

    private WindowSample profiled(AsyncProfiler profiler, LoadClient client, StartedServer server, Scenario scenario)
            throws IOException, InterruptedException {
        profiler.prepare(server.pid());
        WindowSample sample = client.runDuring(server, scenario.load(), plan.settle(), plan.window(), () -> {
            profiler.start(server.pid());
            Thread.sleep(plan.window().minus(MARGIN).toMillis());
            profiler.stop(server.pid());
        });
        Samples seen = Samples.read(profiler.collapsed(server.pid()));
        if (!seen.showKernel()) {
            throw new IOException("the profiler saw nothing of the kernel: that takes root, or"
                    + " kernel.perf_event_paranoid of 1 or less and kernel.kptr_restrict of 0");
        }
        samples.add(seen);
        return sample;
    }

    private static Path write(Path folder, String name, Implementation implementation, List<Measured> windows)
            throws IOException {
        Path stacks = folder.resolve(name + ".collapsed");
        Path graph = folder.resolve(name + ".html");
        windows.stream()
                .filter(window -> window.implementation().equals(implementation.name()))
                .map(Measured::samples)
                .reduce(Samples::plus)
                .orElseThrow()
                .write(stacks);
        FlameGraph.convert(stacks.toString(), graph.toString(), new Arguments("--title", name));
        return graph;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
