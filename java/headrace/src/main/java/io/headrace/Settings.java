// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import io.headrace.nio.parking.PollerThreads;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * The properties of Headrace, parsed. The prefix {@code io.headrace.} is reserved. An unknown name with this prefix
 * is an error, because a misspelt property would silently mean its default.
 *
 * @param backend a name, or {@link #AUTO}
 * @param spinMicros how many microseconds a select asks the kernel again before it sleeps
 * @param readAhead whether a receive of a datagram may fetch those behind it too
 * @param threads what the pollers of parked virtual threads run on; null to choose by the number of processors
 * @param announce whether a line says at the first channel what is in use
 * @param libraryPath a file or folder; null to search
 * @param tmpdir the folder to extract the library into first; null for the usual ones
 */
record Settings(
        TriggerMode mode,
        String backend,
        Fallback fallback,
        int spinMicros,
        boolean readAhead,
        PollerThreads threads,
        boolean announce,
        String libraryPath,
        String tmpdir) {

    /** What the provider does if no native library works. */
    enum Fallback {
        JDK,
        FAIL
    }

    static final String AUTO = "auto";
    static final String BACKEND = "io.headrace.backend";

    static final String PREFIX = "io.headrace.";
    private static final String MODE = "io.headrace.mode";
    static final String FALLBACK = "io.headrace.fallback";
    private static final String SPIN = "io.headrace.spin";
    private static final String READ_AHEAD = "io.headrace.readahead";
    private static final String THREADS = "io.headrace.threads";
    private static final String ANNOUNCE = "io.headrace.announce";
    private static final String LIBRARY_PATH = "io.headrace.library.path";
    private static final String TMPDIR = "io.headrace.tmpdir";

    static final List<String> NAMES =
            List.of(MODE, BACKEND, FALLBACK, SPIN, READ_AHEAD, THREADS, ANNOUNCE, LIBRARY_PATH, TMPDIR);
    private static final List<String> MODES = words(TriggerMode.TRACKED, TriggerMode.values());
    private static final List<String> BACKENDS = List.of(AUTO, "epoll", "poll", "kqueue", "iocp", "stub");
    private static final List<String> THREAD_KINDS = threadKinds();
    private static final List<String> FALLBACKS = words(Fallback.JDK, Fallback.values());
    private static final String ON = "on";
    private static final String OFF = "off";
    private static final List<String> OFF_OR_ON = List.of(OFF, ON);
    private static final List<String> ON_OR_OFF = List.of(ON, OFF);
    private static final int MOST_SPIN_MICROS = 1_000_000;

    /**
     * @throws IllegalArgumentException an unknown property or value; the message names the property, the value and
     *     what is allowed
     */
    static Settings parse(Properties properties) {
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(PREFIX) && !NAMES.contains(name)) {
                throw new IllegalArgumentException(
                        "unknown property " + name + ", allowed are " + String.join(", ", NAMES));
            }
        }
        return new Settings(
                TriggerMode.valueOf(constant(oneOf(properties, MODE, MODES))),
                oneOf(properties, BACKEND, BACKENDS),
                Fallback.valueOf(constant(oneOf(properties, FALLBACK, FALLBACKS))),
                micros(properties, SPIN),
                oneOf(properties, READ_AHEAD, OFF_OR_ON).equals(ON),
                threads(oneOf(properties, THREADS, THREAD_KINDS)),
                oneOf(properties, ANNOUNCE, ON_OR_OFF).equals(ON),
                path(properties, LIBRARY_PATH),
                folder(properties, TMPDIR));
    }

    /** The value of the property {@code io.headrace.mode}. */
    String modeName() {
        return word(mode);
    }

    /** The value of the property {@code io.headrace.fallback}. */
    String fallbackName() {
        return word(fallback);
    }

    /** The value of the property {@code io.headrace.threads}. */
    String threadsName() {
        return threads == null ? AUTO : threads.word();
    }

    /** All properties with their values; those without a default only if they are set. */
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(MODE, modeName());
        properties.put(BACKEND, backend);
        properties.put(FALLBACK, fallbackName());
        properties.put(SPIN, String.valueOf(spinMicros));
        properties.put(READ_AHEAD, readAhead ? ON : OFF);
        properties.put(THREADS, threadsName());
        properties.put(ANNOUNCE, announce ? ON : OFF);
        putIfSet(properties, LIBRARY_PATH, libraryPath);
        putIfSet(properties, TMPDIR, tmpdir);
        return properties;
    }

    private static void putIfSet(Map<String, String> properties, String name, String value) {
        if (value != null) {
            properties.put(name, value);
        }
    }

    long spinNanos() {
        return TimeUnit.MICROSECONDS.toNanos(spinMicros);
    }

    private static int micros(Properties properties, String name) {
        String value = properties.getProperty(name, "0");
        try {
            return Objects.checkIndex(Integer.parseInt(value), MOST_SPIN_MICROS + 1);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    name + " is \"" + value + "\", allowed are 0 to " + MOST_SPIN_MICROS + " (microseconds)", e);
        }
    }

    private static String oneOf(Properties properties, String name, List<String> allowed) {
        String value = properties.getProperty(name, allowed.get(0));
        if (!allowed.contains(value)) {
            throw new IllegalArgumentException(
                    name + " is \"" + value + "\", allowed are " + String.join(", ", allowed));
        }
        return value;
    }

    private static PollerThreads threads(String value) {
        return value.equals(AUTO) ? null : PollerThreads.valueOf(constant(value));
    }

    private static List<String> threadKinds() {
        List<String> kinds = new ArrayList<>();
        kinds.add(AUTO);
        for (PollerThreads kind : PollerThreads.values()) {
            kinds.add(kind.word());
        }
        return kinds;
    }

    private static String path(Properties properties, String name) {
        String value = properties.getProperty(name);
        if (value != null && value.isBlank()) {
            throw new IllegalArgumentException(name + " is \"" + value + "\", allowed are paths of files and folders");
        }
        return value;
    }

    /** By File: no path may be made here, see {@link io.headrace.jni.NativeLibrary}. */
    private static String folder(Properties properties, String name) {
        String value = path(properties, name);
        if (value != null && !new File(value).isDirectory()) {
            throw new IllegalArgumentException(name + " is \"" + value + "\", allowed are folders that exist");
        }
        return value;
    }

    /** The words of a property whose values are an enum's constants, its default first. */
    private static List<String> words(Enum<?> byDefault, Enum<?>... constants) {
        List<String> words = new ArrayList<>();
        words.add(word(byDefault));
        for (Enum<?> constant : constants) {
            if (constant != byDefault) {
                words.add(word(constant));
            }
        }
        return words;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String constant(String value) {
        return value.toUpperCase(Locale.ROOT);
    }
}
