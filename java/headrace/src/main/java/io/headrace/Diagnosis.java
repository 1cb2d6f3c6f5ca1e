// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import io.headrace.jni.HeldCalls;
import io.headrace.jni.LibraryException;
import io.headrace.jni.NativeTransport;
import io.headrace.jni.Platform;
import io.headrace.nio.jfr.JdkEvents;
import io.headrace.nio.jfr.Recordings;
import io.headrace.nio.parking.ParkingPollers;
import io.headrace.nio.parking.PollerThreads;
import io.headrace.nio.parking.VirtualThreads;
import io.headrace.os.SegmentHold;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the doctor found.
 *
 * @param platform null if no library is built for it
 * @param nativeAccess what an agent or a class path has, where the doctor's jar lets itself use native code
 * @param problems why Headrace is not available; empty if it is
 * @param selfTest empty if Headrace is not available
 */
record Diagnosis(
        Installation installation,
        Platform platform,
        NativeAccess nativeAccess,
        List<String> problems,
        List<SelfTest.Result> selfTest) {

    private static final String HOW_TO_TRANSFER =
            "direct with -javaagent:headrace-VERSION-all.jar or --add-exports=java.base/sun.nio.ch=ALL-UNNAMED";

    private static final String HOW_TO_RECORD = "the JDK's own with -javaagent:headrace-VERSION-all.jar";

    static Diagnosis make() {
        Installation installation = Installation.get();
        Announcement.cancel();
        NativeAccess nativeAccess = NativeAccess.ofCommandLine();
        return new Diagnosis(
                installation,
                platformHere(),
                nativeAccess,
                problems(installation, nativeAccess),
                installation.isAvailable() ? SelfTest.run(HeadraceSelectorProvider.provider()) : List.of());
    }

    private static Platform platformHere() {
        try {
            return Platform.current();
        } catch (LibraryException | SecurityException e) {
            return null; // the library was not loaded for the same reason, so the problems name it
        }
    }

    private static List<String> problems(Installation installation, NativeAccess nativeAccess) {
        if (installation.cause() instanceof LibraryException library) {
            return library.failures();
        }
        if (!installation.isAvailable()) {
            return List.of(installation.reason());
        }
        return nativeAccess == NativeAccess.DENIED ? List.of(NativeAccess.PROBLEM) : List.of();
    }

    boolean works() {
        return problems.isEmpty() && selfTest.stream().noneMatch(SelfTest.Result::isFailure);
    }

    private List<String> backends() {
        return installation.isAvailable() ? NativeTransport.backends() : List.of();
    }

    private String events() {
        return installation.isAvailable() ? Recordings.events().names() : null;
    }

    /** With what to do for the JDK's, where that can be had. */
    private String eventsAndAdvice() {
        boolean better = Recordings.events() == Recordings.Events.OWN
                && !JdkEvents.wantedExports().isEmpty();
        return better ? events() + "; " + HOW_TO_RECORD : events();
    }

    private String transferTo() {
        if (!installation.isAvailable()) {
            return null;
        }
        return Announcement.transferTo();
    }

    /** What is worse than it could be. */
    private List<String> refusals() {
        return installation.isAvailable() ? installation.backend().refusals() : List.of();
    }

    private String segments() {
        if (!installation.isAvailable() || !SegmentHold.IS_POSSIBLE) {
            return null;
        }
        return HeldCalls.refusal() == null ? "held" : "copied";
    }

    private String virtualThreads() {
        if (!installation.isAvailable() || !VirtualThreads.EXIST) {
            return null;
        }
        PollerThreads kind = ParkingPollers.kind();
        return kind == null ? "hold their carriers" : "parked, with pollers on " + kind.word() + " threads";
    }

    /** With what does not park. */
    private String virtualThreadsAndSelects() {
        String threads = virtualThreads();
        return threads == null || VirtualThreads.PARK_IN_MONITORS
                ? threads
                : threads + "; a select holds its carrier before JDK 24";
    }

    /** The fields that {@link Doctor} describes. */
    Map<String, Object> facts() {
        return object(
                "version", Headrace.version(),
                "works", works(),
                "available", installation.isAvailable(),
                "platform", platform == null ? null : platform.name(),
                "cLibrary", platform == null ? null : cLibrary(),
                "system", properties("name", "os.name", "version", "os.version", "arch", "os.arch"),
                "java", properties("version", "java.version", "vm", "java.vm.name", "vendor", "java.vendor"),
                "settings", settings(),
                "library", installation.library(),
                "backend", installation.isAvailable() ? installation.transport().backend() : null,
                "backends", backends(),
                "refusals", refusals(),
                "nativeAccess", nativeAccess.word(),
                "transferTo", transferTo(),
                "segments", segments(),
                "virtualThreads", virtualThreads(),
                "events", events(),
                "problems",
                        problems.stream()
                                .map(problem -> object("problem", problem, "advice", Advice.on(problem)))
                                .toList(),
                "selfTest",
                        selfTest.stream()
                                .map(result -> object(
                                        "name", result.name(),
                                        "outcome", result.outcome(),
                                        "micros", result.micros(),
                                        "detail", result.detail()))
                                .toList());
    }

    private Map<String, Object> settings() {
        Settings settings = installation.settings();
        return settings == null
                ? null
                : object(
                        "mode", settings.modeName(),
                        "backend", settings.backend(),
                        "fallback", settings.fallbackName(),
                        "spin", settings.spinMicros(),
                        "readAhead", settings.readAhead(),
                        "threads", settings.threadsName(),
                        "announce", settings.announce(),
                        "libraryPath", settings.libraryPath(),
                        "tmpdir", settings.tmpdir());
    }

    /** Only on Linux: other systems have one C library. */
    private String cLibrary() {
        return platform.os().equals("linux") ? platform.cLibrary() : null;
    }

    private static Map<String, Object> properties(String... namesAndProperties) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndProperties.length; i += 2) {
            values.put(namesAndProperties[i], System.getProperty(namesAndProperties[i + 1]));
        }
        return values;
    }

    private static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    String text() {
        StringBuilder text = new StringBuilder(
                "Headrace %s %s here%n".formatted(Headrace.version(), works() ? "works" : "does not work"));
        line(text, "platform", platform == null ? "unknown" : platform.name());
        line(text, "C library", platform == null ? null : cLibrary());
        line(text, "system", values("system"));
        line(text, "java", values("java"));
        line(text, "library", installation.library());
        line(
                text,
                "backend",
                installation.isAvailable() ? installation.transport().backend() + ", of " + backends() : null);
        for (String refusal : refusals()) {
            line(text, "  worse", refusal);
            line(text, "  advice", Advice.on(refusal));
        }
        line(
                text,
                "mode",
                installation.settings() == null ? null : installation.settings().modeName());
        line(text, "transferTo", "copying".equals(transferTo()) ? "copying; " + HOW_TO_TRANSFER : transferTo());
        line(text, "events", eventsAndAdvice());
        line(text, "native code", nativeAccess.text());
        line(text, "segments", "copied".equals(segments()) ? "copied; " + HeldCalls.refusal() : segments());
        line(text, "virtual", virtualThreadsAndSelects());
        for (String problem : problems) {
            line(text, "problem", problem);
            line(text, "  advice", Advice.on(problem));
        }
        for (SelfTest.Result result : selfTest) {
            line(
                    text,
                    result.name(),
                    result.outcome() + ", " + (result.micros() == null ? result.detail() : result.micros() + " us"));
        }
        for (String line : Switches.LINES) {
            line(text, "switch", line);
        }
        return text.toString();
    }

    private String values(String name) {
        Map<?, ?> values = (Map<?, ?>) facts().get(name);
        return String.join(" ", values.values().stream().map(String::valueOf).toList());
    }

    private static void line(StringBuilder text, String name, String value) {
        if (value != null) {
            text.append("%-11s %s%n".formatted(name, value));
        }
    }
}
