// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Whether Headrace works in this JVM, and what it is. Any thread may ask; the first question loads the native library, which is
 * done once and answered alike ever after.
 */
public final class Headrace {

    private Headrace() {}

    /** Whether the native library works here. Never throws. */
    public static boolean isAvailable() {
        return unavailabilityCause() == null;
    }

    /**
     * Why Headrace is not available, or null where it is: a property with a wrong value, or no native library that works. The
     * message names every place that was looked at and what was wrong there. Never throws.
     */
    public static Throwable unavailabilityCause() {
        return Installation.get().cause();
    }

    /** The backend in use, such as {@code epoll}, or null where Headrace is not available. */
    public static String backend() {
        Installation installation = Installation.get();
        return installation.transport() == null
                ? null
                : installation.transport().backend();
    }

    /** The version of these classes, such as {@code 0.1.0}. */
    public static String version() {
        Properties properties = new Properties();
        try (InputStream in = Headrace.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
