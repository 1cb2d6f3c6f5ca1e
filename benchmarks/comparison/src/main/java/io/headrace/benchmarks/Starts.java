// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Times whole processes. Their CPU time is what the kernel adds to that of this process's children when one of them has
 * ended (proc(5)), in ticks of 10 ms: so one sample is of several processes.
 */
final class Starts {
    static final Duration STEP = Duration.ofMillis(1500);

    private static final int PROCESSES = 8;
    private static final double TICKS_PER_SECOND = 100;

    private static final Path STAT = Path.of("/proc/self/stat");

    /** Where the fields for user and system time of children are, behind the name in parentheses. */
    private static final int CHILDREN_USER = 13;

    private final Installation installation;

    Starts(Installation installation) {
        this.installation = installation;
    }

    WindowSample measure(Implementation implementation, Scenario scenario) throws IOException, InterruptedException {
        List<String> command = implementation.program().command(installation, scenario);
        List<long[]> walls = new ArrayList<>();
        double[] before = childrenSeconds();
        long sum = 0;
        for (int i = 0; i < PROCESSES; i++) {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int status = process.waitFor();
            long wall = System.nanoTime() - start;
            if (status != 0) {
                throw new IOException(command + " ended with status " + status);
            }
            implementation.program().verify(ServerReady.parse(said));
            walls.add(new long[] {wall, 1});
            sum += wall;
        }
        double[] after = childrenSeconds();
        return sample(sum / 1e9, after[0] - before[0], after[1] - before[1], walls);
    }

    /** There is no client, and no processor of its own. */
    private static WindowSample sample(double seconds, double user, double system, List<long[]> walls) {
        return new WindowSample(
                walls.size(), seconds, 0, user + system, user, system, seconds, seconds, false, 0, null, 0, 0, walls);
    }

    private static double[] childrenSeconds() throws IOException {
        String stat = Files.readString(STAT);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return new double[] {
            Long.parseLong(fields[CHILDREN_USER]) / TICKS_PER_SECOND,
            Long.parseLong(fields[CHILDREN_USER + 1]) / TICKS_PER_SECOND
        };
    }
}
