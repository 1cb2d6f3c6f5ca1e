// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.jfr;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The JDK's own events of sockets: what this release has of them, and lets this module use. */
public final class JdkEvents {
    private static final String OURS = "io.headrace.nio.jfr.";

    private static final String MIRRORS = "jdk.internal.event";
    private static final String EVENTS = "jdk.jfr.events";
    private static final String HANDLERS = "jdk.jfr.internal.handlers";

    /** Handlers write the events of this release. */
    private static final int OF_HANDLERS = 17;

    /** The first release whose events write themselves, as far as we have seen them. */
    private static final int OF_MIRRORS = 25;

    private JdkEvents() {}

    /** The packages that somebody has to export to this module, so that it can write the JDK's events. */
    public static Map<Module, Set<String>> wantedExports() {
        Optional<Module> recorder = recorder();
        if (recorder.isEmpty()) {
            return Map.of();
        }
        int release = Runtime.version().feature();
        if (release == OF_HANDLERS) {
            return Map.of(recorder.get(), Set.of(EVENTS, HANDLERS));
        }
        return release >= OF_MIRRORS ? Map.of(Object.class.getModule(), Set.of(MIRRORS)) : Map.of();
    }

    static boolean hasRecorder() {
        return recorder().isPresent();
    }

    private static Optional<Module> recorder() {
        return ModuleLayer.boot().findModule("jdk.jfr");
    }

    static Recordings.Events kind() {
        if (!hasRecorder()) {
            return Recordings.Events.NONE;
        }
        return isExported() ? Recordings.Events.OF_THE_JDK : Recordings.Events.OWN;
    }

    private static boolean isExported() {
        Map<Module, Set<String>> wanted = wantedExports();
        for (Map.Entry<Module, Set<String>> entry : wanted.entrySet()) {
            for (String name : entry.getValue()) {
                if (!entry.getKey().isExported(name, JdkEvents.class.getModule())) {
                    return false;
                }
            }
        }
        return !wanted.isEmpty();
    }

    /** Events that may be asked at any time, also before the flight recorder runs; null if there are none. */
    static SocketEvents prompt() {
        return Runtime.version().feature() >= OF_MIRRORS && isExported()
                ? SocketEvents.load(OURS + "MirrorSocketEvents")
                : null;
    }

    /**
     * Events that may be asked once the flight recorder runs. Java 17 sets the handlers of its events when it starts
     * to. If they are touched before, they stay null, and its own sockets fail when somebody records.
     */
    static SocketEvents late() {
        SocketEvents ofTheJdk = Runtime.version().feature() == OF_HANDLERS && isExported()
                ? SocketEvents.load(OURS + "HandlerSocketEvents")
                : null;
        try {
            return ofTheJdk == null ? new OwnSocketEvents() : ofTheJdk;
        } catch (LinkageError | RuntimeException e) {
            return new NoSocketEvents();
        }
    }
}
