// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import io.headrace.jni.LibraryException;
import io.headrace.jni.NativeLibrary;
import io.headrace.jni.NativeTransport;
import io.headrace.os.Transport;
import java.io.IOException;
import java.nio.channels.spi.SelectorProvider;
import java.util.List;

/**
 * What this JVM has of Headrace, found out once, by the first thread that asks.
 *
 * @param settings null where they are wrong
 * @param library where the native library was found, or null where none was loaded
 * @param transport null where none is available
 * @param cause why none is; an IllegalArgumentException where the user's settings are wrong, which no fallback excuses
 */
record Engine(Settings settings, String library, Transport transport, Throwable cause) {

    /** Answers to everything that it is unsupported. */
    private static final String STUB = "stub";

    private static final class Holder {
        static final Engine INSTANCE = start();
    }

    static Engine get() {
        return Holder.INSTANCE;
    }

    private static Engine start() {
        Settings settings = null;
        String library = null;
        try {
            settings = Settings.parse(System.getProperties());
            library = NativeLibrary.load(settings.libraryPath(), settings.tmpdir());
            return new Engine(settings, library, open(settings.backend()), null);
        } catch (LibraryException | IOException | RuntimeException | LinkageError e) {
            return new Engine(settings, library, null, e);
        }
    }

    private static Transport open(String backend) throws IOException {
        if (backend.equals(Settings.AUTO)) {
            return NativeTransport.open(best(NativeTransport.backends()));
        }
        try {
            return NativeTransport.open(backend);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(Settings.BACKEND + ": " + e.getMessage(), e);
        }
    }

    /** The first backend that does anything. */
    static String best(List<String> backends) throws IOException {
        return backends.stream()
                .filter(backend -> !backend.equals(STUB))
                .findFirst()
                .orElseThrow(
                        () -> new IOException("there is no engine for this platform yet: its library has the backends "
                                + backends + " alone"));
    }

    boolean isAvailable() {
        return transport != null;
    }

    /** @throws IllegalArgumentException what the user set cannot be */
    void requireSettings() {
        if (settings == null || cause instanceof IllegalArgumentException) {
            throw new IllegalArgumentException(cause.getMessage(), cause);
        }
    }

    /** The provider in place of Headrace's, where none is available and the user did not refuse that. */
    SelectorProvider fallback() throws IOException {
        if (settings.fallback() == Settings.Fallback.FAIL) {
            throw unavailable();
        }
        return JdkProvider.inPlaceOfHeadrace(cause);
    }

    IOException unavailable() {
        return new IOException("Headrace is not available: " + cause.getMessage(), cause);
    }
}
