// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Looks for who else uses the processors, by proc_pid_stat(5). What begins and ends between two looks is missed; what
 * this process started does not count.
 */
final class Disturbers {
    private static final double TICKS_PER_SECOND = 100;
    private static final double WORTH_NAMING = 0.02;
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;

    /** Time in which the host of this virtual machine ran something else: the 8th figure of a line of proc_stat(5). */
    private static final String STOLEN = "other machines of the host";

    private static final int STEAL = 8;

    private record Seen(String name, long parent, long ticks) {}

    private final Path proc;
    private final long self;
    private final LongSupplier nanoTime;
    private final long start;
    private final Map<String, Long> ticks = new HashMap<>();
    private Map<Long, Seen> before;
    private long stolenBefore;

    Disturbers() throws IOException {
        this(Path.of("/proc"), ProcessHandle.current().pid(), System::nanoTime);
    }

    Disturbers(Path proc, long self, LongSupplier nanoTime) throws IOException {
        this.proc = proc;
        this.self = self;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.before = processes();
        this.stolenBefore = stolen();
    }

    /** Takes note of who ran since the last look. */
    void look() throws IOException {
        Map<Long, Seen> now = processes();
        Set<Long> own = descendants(now);
        now.forEach((pid, seen) -> {
            Seen then = before.get(pid);
            long used = seen.ticks - (then == null ? 0 : then.ticks);
            if (!own.contains(pid) && used > 0) {
                ticks.merge(seen.name, used, Long::sum);
            }
        });
        before = now;
        long stolen = stolen();
        if (stolen > stolenBefore) {
            ticks.merge(STOLEN, stolen - stolenBefore, Long::sum);
        }
        stolenBefore = stolen;
    }

    /** Those who had most first; who had less than 2 % of a processor is left out. */
    List<Disturber> found() {
        double seconds = (nanoTime.getAsLong() - start) / 1e9;
        return ticks.entrySet().stream()
                .map(entry -> new Disturber(entry.getKey(), entry.getValue() / TICKS_PER_SECOND / seconds))
                .filter(one -> one.share() >= WORTH_NAMING)
                .sorted(Comparator.comparingDouble(Disturber::share).reversed())
                .toList();
    }

    private Set<Long> descendants(Map<Long, Seen> all) {
        Set<Long> own = new HashSet<>(Set.of(self));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Map.Entry<Long, Seen> one : all.entrySet()) {
                grown |= own.contains(one.getValue().parent) && own.add(one.getKey());
            }
        }
        return own;
    }

    private Map<Long, Seen> processes() throws IOException {
        Map<Long, Seen> seen = new HashMap<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path one : all) {
                try {
                    seen.put(
                            Long.parseLong(one.getFileName().toString()), parse(Files.readString(one.resolve("stat"))));
                } catch (IOException e) {
                    // it has just ended: ENOENT from open, ESRCH from read
                    continue;
                }
            }
        }
        return seen;
    }

    /** The name is in parentheses and may hold any character. */
    private static Seen parse(String stat) {
        int end = stat.lastIndexOf(')');
        String[] fields = stat.substring(end + 2).split(" ");
        return new Seen(
                stat.substring(stat.indexOf('(') + 1, end),
                Long.parseLong(fields[PARENT]),
                Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]));
    }

    private long stolen() throws IOException {
        String[] fields = Files.readAllLines(proc.resolve("stat")).get(0).split(" +");
        return fields.length > STEAL ? Long.parseLong(fields[STEAL]) : 0;
    }
}
