// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many descriptors a process of this machine may have. */
final class Descriptors {
    /** What 9,000 connections of one process take, both ends. */
    private static final long MOST = 18_008;

    private Descriptors() {}

    /** Skips the test where rows with 9,000 channels cannot run. */
    static void assumeEnough() throws IOException {
        String limit = hardLimit();
        assumeTrue(
                limit.equals("unlimited") || Long.parseLong(limit) >= MOST,
                () -> MOST + " descriptors are needed; the limit is " + limit + " (ulimit -Hn)");
    }

    /** Of a line of proc_pid_limits(5): {@code Max open files 1024 20000 files}. */
    private static String hardLimit() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/limits")).stream()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.trim().split("\\s+")[4])
                .findFirst()
                .orElse("unlimited");
    }
}
