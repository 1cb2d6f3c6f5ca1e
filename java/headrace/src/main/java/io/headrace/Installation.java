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
 * What this JVM has of Headrace: settings, native library and transport, or why there is no transport. The first
 * thread that asks finds it out; it stays the same for as long as the JVM runs.
 *
 * @param settings null if a property has a wrong value
 * @param library where the native library was found, or null if none was loaded
 * @param transport null if none is available
 * @param cause why there is no transport, else null; an IllegalArgumentException means a wrong setting, for which
 *     there is no fallback
 */
record Installation(Settings settings, String library, Transport transport, Throwable cause) {

    /** The backend that supports nothing: each of its functions returns the error {@code UNSUPPORTED}. */
    private static final String STUB = "stub";

    private static final class Holder {
        static final Installation INSTANCE = start();
    }

    static Installation get() {
        return Holder.INSTANCE;
    }

    private static Installation start() {
        Settings settings = null;
        String library = null;
        try {
            settings = Settings.parse(System.getProperties());
            library = NativeLibrary.load(settings.libraryPath(), settings.tmpdir());
            return new Installation(settings, library, open(settings.backend()), null);
        } catch (LibraryException | IOException | RuntimeException | LinkageError e) {
            return new Installation(settings, library, null, e);
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

    /** The first backend that is not the stub. */
    static String best(List<String> backends) throws IOException {
        for (String backend : backends) {
            if (!backend.equals(STUB)) {
                return backend;
            }
        }
        throw new IOException("there is no backend for this platform yet: its library has only " + backends);
    }

    boolean isAvailable() {
        return transport != null;
    }

    /** @throws IllegalArgumentException a property has a wrong value */
    void requireSettings() {
        if (settings == null || cause instanceof IllegalArgumentException) {
            throw new IllegalArgumentException(cause.getMessage(), cause);
        }
    }

    /**
     * The JDK's provider, in place of Headrace's.
     *
     * @throws IOException {@code io.headrace.fallback} is {@code fail}, or this JDK does not give its provider out
     */
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
