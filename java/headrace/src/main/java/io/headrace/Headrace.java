// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import io.headrace.jni.NativeMemory;
import io.headrace.jni.OwnJar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Says whether Headrace works in this JVM. Any thread may call. The first call loads the native library; later calls
 * return the same result.
 */
public final class Headrace {

    private Headrace() {}

    /** Whether the native library works here. Never throws. */
    public static boolean isAvailable() {
        return unavailabilityCause() == null;
    }

    /**
     * Why Headrace is not available: a property has a wrong value, or no native library works. Null if it is
     * available. The message names every place that was searched and what was wrong there. Never throws.
     */
    public static Throwable unavailabilityCause() {
        return Installation.get().cause();
    }

    /** The backend in use, such as {@code epoll}; null if Headrace is not available. */
    public static String backend() {
        Installation installation = Installation.get();
        return installation.transport() == null
                ? null
                : installation.transport().backend();
    }

    /**
     * Whether this platform has a feature that {@code java.nio} has no words for. False if Headrace is not available.
     * Never throws.
     */
    public static boolean supports(Feature feature) {
        Installation installation = Installation.get();
        return installation.isAvailable() && installation.transport().sockets().supports(feature.number());
    }

    /**
     * Bytes of memory outside the heap that Headrace has allocated and not freed, for selectors, for operations in
     * progress and for a small cache. They are no direct buffers: {@code -XX:MaxDirectMemorySize} does not count them.
     * 0 if Headrace is not available.
     */
    public static long memoryBytes() {
        return isAvailable() ? NativeMemory.allocated() : 0;
    }

    /** The most that {@link #memoryBytes} has ever been in this process. */
    public static long peakMemoryBytes() {
        return isAvailable() ? NativeMemory.most() : 0;
    }

    /**
     * What JMX shows, for those who read it without JMX, and for those who register it in an MBean server of their
     * own. Where Headrace is the provider of the JVM, it is registered already.
     */
    public static HeadraceMXBean mxBean() {
        return new Overview();
    }

    /** The version of these classes, such as {@code 0.1.0}; {@code unknown} if a security manager hides it. */
    public static String version() {
        Properties properties = new Properties();
        try (InputStream in = openVersion()) {
            if (in == null) {
                return "unknown";
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private static InputStream openVersion() throws IOException {
        byte[] own = OwnJar.read("io/headrace/version.properties");
        return own == null ? Headrace.class.getResourceAsStream("version.properties") : new ByteArrayInputStream(own);
    }
}
