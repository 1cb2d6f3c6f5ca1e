// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import io.headrace.nio.stream.TransferSupport;
import java.util.ServiceConfigurationError;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The line in which the agent says what it did, at the first channel or selector: by then the application is in charge of
 * logging. In {@code premain} it would make java.util.logging's LogManager, and an application that names or configures its own
 * in {@code main} (JBoss, Jenkins) would come too late.
 */
final class Announcement {
    private static final AtomicBoolean EXPECTED = new AtomicBoolean();

    private Announcement() {}

    static void expect() {
        EXPECTED.set(true);
    }

    /** Logs the line if it is still to come. Where there is a fallback, its warning says what is to be said. */
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

    /** To log may fail: where the default file system opens the first channel, none can make a path yet. */
    private static void log(String line) {
        try {
            System.getLogger("io.headrace").log(System.Logger.Level.INFO, line);
        } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
            System.err.println(line + " (no logger works: " + e + ")");
        }
    }
}
