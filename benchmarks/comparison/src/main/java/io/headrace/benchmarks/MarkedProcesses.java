// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process and all that stems from it, whoever is its parent by now: each inherits an environment variable (
 * proc_pid_environ(5)).
 */
record MarkedProcesses(String mark) {
    static final String VARIABLE = "HEADRACE_COMPARE";

    private static final long PATIENCE_MILLIS = 10_000;
    private static final long PAUSE_MILLIS = 20;

    List<ProcessHandle> living() {
        return ProcessHandle.allProcesses().filter(this::isMarked).toList();
    }

    private boolean isMarked(ProcessHandle process) {
        try {
            String environment = Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "environ"), StandardCharsets.ISO_8859_1);
            return ("\0" + environment).contains("\0" + VARIABLE + "=" + mark + "\0");
        } catch (IOException e) {
            // it has ended, or it is another user's
            return false;
        }
    }

    /** Asks them to end, and ends those that do not within ten seconds. */
    void end() throws InterruptedException {
        living().forEach(ProcessHandle::destroy);
        long patience = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (!living().isEmpty() && System.nanoTime() < patience) {
            Thread.sleep(PAUSE_MILLIS);
        }
        endAtOnce();
    }

    void endAtOnce() {
        try {
            for (List<ProcessHandle> left = living(); !left.isEmpty(); left = living()) {
                left.forEach(ProcessHandle::destroyForcibly);
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException("interrupted while processes were ended", e));
        }
    }
}
