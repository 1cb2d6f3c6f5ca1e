// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import java.io.IOException;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Runs programs on two providers, step by step, and compares what each step answers. One thread. */
final class Duel {
    private final SelectorProvider expected;
    private final SelectorProvider tried;
    private final Path folder;
    private final Buffers buffers = new Buffers();
    private final ExecutorService helper = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "fuzz helper");
        thread.setDaemon(true);
        return thread;
    });

    /** For who watches whether it goes on. */
    volatile long steps;

    long skipped;

    Duel(SelectorProvider expected, SelectorProvider tried, Path folder) throws IOException {
        this.expected = expected;
        this.tried = tried;
        this.folder = folder;
        Files.createDirectories(folder.resolve("1"));
        Files.createDirectories(folder.resolve("2"));
    }

    /** The first difference; null where there is none. */
    Difference run(Program program, Consumer<String> story) throws IOException {
        try (World jdk = new World(expected, buffers, folder.resolve("1"), helper);
                World own = new World(tried, buffers, folder.resolve("2"), helper)) {
            for (int i = 0; i < program.steps().size(); i++) {
                Step step = program.steps().get(i);
                own.story = story == null ? null : new StringBuilder();
                String awaited = jdk.run(step);
                String got = own.run(step);
                steps++;
                if (awaited.equals(Operation.SKIPPED)) {
                    skipped++;
                }
                if (story != null && !awaited.equals(Operation.SKIPPED)) {
                    story.accept(told(step, own.story, awaited, got));
                }
                Difference difference = awaited.equals(got) ? null : new Difference(i, step, awaited, got);
                if (difference != null && !Deliberate.covers(difference)) {
                    return difference;
                }
            }
        }
        return null;
    }

    private static String told(Step step, Object choices, String awaited, String got) {
        String outcome = "  " + step.operation().name() + choices + " -> " + awaited + "\n";
        return awaited.equals(got) ? outcome : outcome + "    BUT " + got + "\n";
    }

    /** The program without the steps that the difference does not need. */
    Program shrink(Program program, Difference difference) {
        Program whole = program.with(program.steps().subList(0, difference.index() + 1));
        return program.with(Shrinker.shrink(whole.steps(), steps -> {
            try {
                return difference.isLike(run(program.with(steps), null));
            } catch (IOException e) {
                return false;
            }
        }));
    }
}
