// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** strace(1), which counts the system calls of a program. */
public final class Strace {
    private static final int COLUMNS = 5;
    private static final int CALLS = 3;

    private Strace() {}

    /** Comes before a program's own command line. */
    public static String[] command(Path report) {
        return new String[] {"strace", "-f", "--seccomp-bpf", "-c", "-e", "trace=%desc,%net", "-o", report.toString()};
    }

    /** What the program has called, by name. */
    public static Map<String, Long> calls(Path report) throws IOException {
        Map<String, Long> calls = new TreeMap<>();
        for (String line : Files.readAllLines(report)) {
            // % time, seconds, usecs/call, calls, errors (or nothing), name
            String[] columns = line.strip().split("\\s+");
            if (columns.length >= COLUMNS && columns[CALLS].matches("\\d+")) {
                calls.put(columns[columns.length - 1], Long.valueOf(columns[CALLS]));
            }
        }
        calls.remove("total");
        assertThat(calls).as("%s", report).containsKey("openat");
        return calls;
    }
}
