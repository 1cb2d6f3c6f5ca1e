// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import io.headrace.nio.stream.TransferSupport;
import java.util.ServiceConfigurationError;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The line that says what the agent did. It is logged at the first channel or selector, when the application has set
 * up its logging. A line in {@code premain} would create java.util.logging's LogManager; an application that names or
 * configures its own in {@code main} (JBoss, Jenkins) would then come too late.
 */
final class Announcement {
    private static final AtomicBoolean EXPECTED = new AtomicBoolean();

    private Announcement() {}

    static void expect() {
        EXPECTED.set(true);
    }

    /** Logs the line if it is due. A fallback logs a warning of its own instead. */
    static void make(Installation installation) {
        if (EXPECTED.get() && EXPECTED.compareAndSet(true, false) && installation.isAvailable()) {
            log("Headrace %s: mode %s, backend %s, transferTo %s"
                    .formatted(
                            Headrace.version(),
                            installation.settings().modeName(),
                            installation.transport().backend(),
                            TransferSupport.refusal() == null ? "direct" : "copying"));
        }
    }

    /** Logging may fail: if the default file system opens the first channel, nobody can make a path yet. */
    private static void log(String line) {
        try {
            System.getLogger("io.headrace").log(System.Logger.Level.INFO, line);
        } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
            System.err.println(line + " (no logger works: " + e + ")");
        }
    }
}
