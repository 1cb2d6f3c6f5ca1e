// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import io.headrace.nio.stream.TransferSupport;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The line that says what is in use, where Headrace is the provider of the JVM. It comes at the first channel, when
 * Headrace carries something and the application has set up its logging. A line in {@code premain} would create
 * java.util.logging's LogManager; an application that names or configures its own in {@code main} (JBoss, Jenkins)
 * would then come too late. A selector alone is not enough: Netty's native transports open one as well.
 */
final class Announcement {
    private static final long STANDARD_ERROR = 2;

    private static final AtomicBoolean EXPECTED = new AtomicBoolean();

    private Announcement() {}

    /** The JVM has made Headrace's provider its own. */
    static void expect() {
        EXPECTED.set(true);
    }

    /** The doctor says more than the line. */
    static void cancel() {
        EXPECTED.set(false);
    }

    /** A channel is about to be opened. Logs the line if it is due. A fallback logs a warning of its own instead. */
    static void make(Installation installation) {
        if (EXPECTED.get() && EXPECTED.compareAndSet(true, false) && installation.isAvailable()) {
            write(installation);
            Management.begin();
        }
    }

    private static void write(Installation installation) {
        if (isStandardErrorASocket(installation)) {
            return;
        }
        boolean hasBest = installation.backend().refusals().isEmpty();
        if (!hasBest) {
            Log.warning(line(installation));
        } else if (installation.settings().announce()) {
            Log.info(line(installation));
        }
    }

    /** As inetd(8) starts a service: its peer would read the line. */
    private static boolean isStandardErrorASocket(Installation installation) {
        return installation.transport().sockets().type(STANDARD_ERROR) >= 0;
    }

    private static String line(Installation installation) {
        StringBuilder line = new StringBuilder("Headrace ")
                .append(Headrace.version())
                .append(": mode ")
                .append(installation.settings().modeName())
                .append(", backend ")
                .append(installation.transport().backend());
        for (String refusal : installation.backend().refusals()) {
            line.append(" (").append(refusal).append(')');
        }
        return line.append(", transferTo ").append(transferTo()).toString();
    }

    /** Whether a file goes to a socket without a copy. */
    static String transferTo() {
        return TransferSupport.refusal() == null ? "direct" : "copying";
    }
}
