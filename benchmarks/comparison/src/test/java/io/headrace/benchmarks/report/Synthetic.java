// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.Cores;
import io.headrace.benchmarks.Count;
import io.headrace.benchmarks.Interval;
import io.headrace.benchmarks.Machine;
import io.headrace.benchmarks.ResultsFile;
import io.headrace.benchmarks.ResultsFile.ImplementationEntry;
import io.headrace.benchmarks.ResultsFile.ScenarioEntry;
import io.headrace.benchmarks.Round;
import io.headrace.benchmarks.WindowSample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;

/** Results of a run that never was: costs as told, with one percent of noise from a seeded generator. */
record Synthetic(
        List<ScenarioEntry> scenarios,
        List<ImplementationEntry> implementations,
        Machine machine,
        int blocks,
        long seed,
        ToDoubleBiFunction<ScenarioEntry, String> micros) {
    static final Machine MACHINE =
            new Machine("a processor", 2, "Linux 6.18", "a vendor 17.0.15+6", "25.0.1", "4.2.18.Final", "abc1234");
    /** A family without latencies. */
    static final String FLOOD = "flood";

    /** What the names of scenarios begin with that lose datagrams. */
    static final String LOSSY = "lossy";

    private static final double NOISE = 0.01;
    private static final int ROUNDS = 2;
    private static final int LATENCIES = 2000;

    /** Six implementations in eight scenarios, five blocks; all cost the same. */
    static Synthetic run(long seed) {
        List<ScenarioEntry> scenarios = new ArrayList<>();
        for (int connections : new int[] {1, 10, 100, 1000, 10_000}) {
            scenarios.add(scenario("echo-" + connections, "echo", connections, "request"));
        }
        scenarios.add(scenario("datagram-1", "datagram", 1, "datagram"));
        scenarios.add(scenario("datagram-100", "datagram", 100, "datagram"));
        scenarios.add(scenario("file", "file", 4, "file"));
        List<ImplementationEntry> implementations = new ArrayList<>();
        for (String name :
                List.of("jdk", "headrace-tracked", "headrace-edge", "netty-epoll", "c-epoll-level", "c-poll")) {
            implementations.add(new ImplementationEntry(
                    name, "what " + name + " is", name.equals("jdk"), name.equals("headrace-edge"), program(name)));
        }
        return new Synthetic(scenarios, implementations, MACHINE, 5, seed, (scenario, name) -> 10);
    }

    private static String program(String name) {
        return name.equals("headrace-edge") ? "changed" : name.matches("netty.*|c-.*") ? "its own" : "unchanged";
    }

    static ScenarioEntry scenario(String name, String family, int connections, String unit) {
        return new ScenarioEntry(name, family, "what " + name + " is", connections, 64, unit, null);
    }

    Synthetic costing(ToDoubleBiFunction<ScenarioEntry, String> other) {
        return new Synthetic(scenarios, implementations, machine, blocks, seed, other);
    }

    Synthetic of(List<ScenarioEntry> otherScenarios, List<ImplementationEntry> others) {
        return new Synthetic(otherScenarios, others, machine, blocks, seed, micros);
    }

    Synthetic in(int number) {
        return new Synthetic(scenarios, implementations, machine, number, seed, micros);
    }

    Synthetic on(Machine other) {
        return new Synthetic(scenarios, implementations, other, blocks, seed, micros);
    }

    ResultsFile results() {
        Random random = new Random(seed);
        List<Round> rounds = new ArrayList<>();
        List<Count> counts = new ArrayList<>();
        Map<String, List<String>> commands = new LinkedHashMap<>();
        for (ScenarioEntry scenario : scenarios) {
            commands.put(
                    scenario.name() + " client", List.of("headrace-load", "--connections=" + scenario.connections()));
            for (ImplementationEntry one : implementations) {
                double cost = micros.applyAsDouble(scenario, one.name());
                if (Double.isNaN(cost)) {
                    continue;
                }
                commands.put(scenario.name() + " " + one.name(), List.of("java", "-Dname=" + one.name(), "Server"));
                for (int block = 0; block < blocks; block++) {
                    counts.add(
                            new Count(scenario.name(), one.name(), block, calls(one.name()), 0.0, 60_000_000, 1100.0));
                    double start = noise(random);
                    for (int round = 0; round < ROUNDS; round++) {
                        int latencies = scenario.family().equals(FLOOD) ? 0 : LATENCIES;
                        WindowSample sample = sample(random, cost * start * noise(random), scenario, latencies);
                        rounds.add(new Round(scenario.name(), one.name(), block, sample));
                    }
                }
            }
        }
        return new ResultsFile(
                ResultsFile.SCHEMA,
                "2026-01-01T00:00:00Z",
                machine,
                new Cores(0, 1),
                new ResultsFile.Settings(blocks, 100, 800, Interval.CONFIDENCE),
                scenarios,
                implementations,
                commands,
                rounds,
                counts,
                new ResultsFile.Invocation("benchmarks/compare --quick", 100, List.of(), List.of("-Done=1")),
                null);
    }

    /** Edge and one-shot make a call more. */
    private static Count.Calls calls(String name) {
        return new Count.Calls(name.matches("headrace-(edge|oneshot)") ? 3.5 : 2.5, 0.5, 0, 1);
    }

    private static double noise(Random random) {
        return Math.exp(NOISE * random.nextGaussian());
    }

    private static WindowSample sample(Random random, double micros, ScenarioEntry scenario, int count) {
        long requests = Math.round(0.8e6 / micros);
        Map<Long, Long> latencies = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            double tail = random.nextInt(200) == 0 ? 4 : 1;
            double nanos = micros * 1e3 * (1 + scenario.connections()) * tail * Math.exp(0.15 * random.nextGaussian());
            latencies.merge(bucket(nanos), Math.max(1, requests / count), Long::sum);
        }
        return new WindowSample(
                requests,
                0.8,
                0.5,
                requests * micros / 1e6,
                0.2,
                0.6,
                Math.max(0, 0.8 - requests * micros / 1e6),
                0.3,
                false,
                scenario.name().startsWith(LOSSY) ? 3 : 0,
                null,
                50_000_000,
                60_000_000,
                latencies.entrySet().stream()
                        .map(bucket -> new long[] {bucket.getKey(), bucket.getValue()})
                        .toList());
    }

    /** Buckets of one percent. */
    private static long bucket(double nanos) {
        return (long) Math.exp(Math.ceil(Math.log(nanos) * 100) / 100);
    }
}
