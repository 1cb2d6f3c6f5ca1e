// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;

/** What the load client says on stderr: each line once in a run, with what a user can do about it. */
final class Complaints {
    private static final String UNCOUNTED = "system calls are not counted";
    private static final String WAY_OUT =
            "; run this as root, or with kernel.perf_event_paranoid=-1 and a tracefs that you can read"
                    + " (mount -t tracefs -o mode=755 tracefs /sys/kernel/tracing)";

    private final Set<String> said = new HashSet<>();
    private final PrintStream out;

    Complaints(PrintStream out) {
        this.out = out;
    }

    synchronized void say(String line) {
        String text = line.contains(UNCOUNTED) ? line + WAY_OUT : line;
        if (said.add(text)) {
            out.println(text);
        }
    }
}
