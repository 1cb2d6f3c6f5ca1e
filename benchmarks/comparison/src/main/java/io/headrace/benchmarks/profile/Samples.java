// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the profiler saw in windows of one implementation: lines of collapsed stacks. */
public record Samples(Map<String, Long> stacks) {
    private static final char BEFORE_NUMBER = ' ';

    public static Samples read(Path file) throws IOException {
        return of(Files.readAllLines(file));
    }

    static Samples of(List<String> lines) throws IOException {
        Map<String, Long> stacks = new TreeMap<>();
        for (String line : lines) {
            long samples = Stack.parse(line).samples();
            stacks.merge(line.substring(0, line.lastIndexOf(BEFORE_NUMBER)), samples, Long::sum);
        }
        return new Samples(stacks);
    }

    public Samples plus(Samples others) {
        Map<String, Long> sum = new TreeMap<>(stacks);
        others.stacks.forEach((stack, samples) -> sum.merge(stack, samples, Long::sum));
        return new Samples(sum);
    }

    public void write(Path file) throws IOException {
        Files.write(file, lines());
    }

    public long number() {
        return stacks.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether the profiler was let see the kernel's part of the stacks, where most of a server's time is. */
    public boolean showKernel() throws IOException {
        for (String line : lines()) {
            if (Stack.parse(line).inKernel()) {
                return true;
            }
        }
        return false;
    }

    /** Of all samples the part that is in each row. */
    Map<Split, Map<String, Double>> shares() throws IOException {
        double all = number();
        Map<Split, Map<String, Double>> shares = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            shares.put(split, new TreeMap<>());
        }
        for (String line : lines()) {
            Stack stack = Stack.parse(line);
            shares.forEach((split, rows) -> {
                if (split.divides(stack)) {
                    rows.merge(split.row(stack), stack.samples() / all, Double::sum);
                }
            });
        }
        return shares;
    }

    private List<String> lines() {
        return stacks.entrySet().stream()
                .map(entry -> entry.getKey() + BEFORE_NUMBER + entry.getValue())
                .toList();
    }
}
