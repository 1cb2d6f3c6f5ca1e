// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import io.headrace.HeadraceSelectorProvider;
import io.headrace.suite.support.JdkChannels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Random programs on the JDK's provider and on Headrace in one JVM: {@code Fuzz SECONDS [SEED]}. The programs have
 * the seeds from SEED on; with 0 seconds the program of SEED is told from its first step to its last. Prints each
 * kind of difference once, with the shortest program that shows it.
 */
public final class Fuzz {
    /** A difference that does not come again is one of time. */
    private static final int REPEATS = 3;

    /** Two faults may look the same: so many of one look are made short. */
    private static final int SAME_SYMPTOM = 3;

    private static final int MOST_KINDS = 20;
    private static final long PATIENCE_MILLIS = 20_000;

    private final Duel duel;
    private final List<Operation> operations = Operation.all();
    private final Map<String, Long> kinds = new LinkedHashMap<>();
    private final Map<String, Integer> symptoms = new HashMap<>();

    /** The program in progress. */
    private volatile long seed;

    private long passing;
    private final long start = System.nanoTime();

    private Fuzz(Duel duel) {
        this.duel = duel;
    }

    public static void main(String[] arguments) throws Exception {
        long seconds = Long.parseLong(arguments[0]);
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        Path folder = Files.createTempDirectory("headrace-fuzz");
        try {
            Fuzz fuzz = new Fuzz(new Duel(JdkChannels.provider(), HeadraceSelectorProvider.provider(), folder));
            fuzz.watch();
            boolean same = seconds == 0 ? fuzz.tell(seed) : fuzz.run(seconds, seed);
            System.exit(same ? 0 : 1);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        for (String world : List.of("1", "2")) {
            Files.deleteIfExists(folder.resolve(world));
        }
        Files.deleteIfExists(folder);
    }

    private boolean run(long seconds, long first) throws IOException {
        System.out.printf("fuzz: %d s from seed %d, %s%n", seconds, first, System.getProperty("io.headrace.mode"));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        long programs = 0;
        while (System.nanoTime() - end < 0 && kinds.size() < MOST_KINDS) {
            seed = first + programs;
            Program program = Program.random(seed, operations);
            Difference difference = duel.run(program, null);
            if (difference != null) {
                examine(program, difference);
            }
            programs++;
        }
        System.out.printf(
                "fuzz: %d programs, %d steps, %d skipped, %d differences of time, %d kinds of difference%n",
                programs, duel.steps, duel.skipped, passing, kinds.size());
        return kinds.isEmpty();
    }

    private void examine(Program program, Difference difference) throws IOException {
        if (!comesAgain(program, difference::equals)) {
            ofTime(program, difference);
            return;
        }
        if (symptoms.merge(kind(difference), 1, Integer::sum) > SAME_SYMPTOM) {
            return;
        }
        Program shortest = duel.shrink(program, difference);
        if (!comesAgain(shortest, difference::isLike)) {
            shortest = program;
        }
        StringBuilder story = new StringBuilder();
        Difference last = duel.run(shortest, story::append);
        if (last == null) {
            ofTime(program, difference);
        } else if (kinds.merge(kind(last), 1L, Long::sum) == 1) {
            System.out.printf(
                    "DIFFERENCE, seed %d, %d steps, after %d s%n%s",
                    program.seed(),
                    shortest.steps().size(),
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
                    story);
        }
    }

    private boolean comesAgain(Program program, Predicate<Difference> same) throws IOException {
        for (int i = 0; i < REPEATS; i++) {
            if (!same.test(duel.run(program, null))) {
                return false;
            }
        }
        return true;
    }

    private void ofTime(Program program, Difference difference) {
        passing++;
        System.out.printf(
                "of time, seed %d, step %d, %s: %s | %s%n",
                program.seed(),
                difference.index(),
                difference.step().operation().name(),
                difference.expected(),
                difference.got());
    }

    private static String kind(Difference difference) {
        String outcomes = difference.expected() + " | " + difference.got();
        return difference.step().operation().name() + ": "
                + outcomes.replaceAll("[0-9a-f]*[0-9][0-9a-f/]*", "N").replaceAll("(N )+", "N ");
    }

    private boolean tell(long of) throws IOException {
        seed = of;
        return duel.run(Program.random(of, operations), System.out::print) == null;
    }

    /** A step that does not end is a difference too. */
    private void watch() {
        Thread watch = new Thread(
                () -> {
                    for (long seen = -1; seen != duel.steps; ) {
                        seen = duel.steps;
                        try {
                            Thread.sleep(PATIENCE_MILLIS);
                        } catch (InterruptedException e) {
                            return;
                        }
                    }
                    List<String> stacks = new ArrayList<>();
                    Thread.getAllStackTraces().forEach((thread, stack) -> {
                        stacks.add(thread.toString());
                        for (StackTraceElement frame : stack) {
                            stacks.add("    at " + frame);
                        }
                    });
                    System.out.printf("HANGS, seed %d%n%s%n", seed, String.join("\n", stacks));
                    Runtime.getRuntime().halt(1);
                },
                "fuzz watch");
        watch.setDaemon(true);
        watch.start();
    }
}
