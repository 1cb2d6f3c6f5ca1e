// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import io.headrace.jni.LibraryException;
import io.headrace.jni.NativeLibrary;
import io.headrace.jni.NativeTransport;
import io.headrace.nio.parking.ParkingPollers;
import io.headrace.nio.parking.VirtualThreads;
import io.headrace.os.Transport;
import java.io.IOException;
import java.nio.channels.spi.SelectorProvider;

/**
 * What this JVM has of Headrace: settings, native library and backend, or why there is no backend. The first thread
 * that asks finds it out; it stays the same for as long as the JVM runs.
 *
 * @param settings null if a property has a wrong value, or may not be read
 * @param library where the native library was found, or null if none was loaded
 * @param backend null if none is available
 * @param cause why there is no backend, else null; with an IllegalArgumentException (a wrong setting) or a
 *     SecurityException there is no fallback
 */
record Installation(Settings settings, String library, Backend backend, Throwable cause) {

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
            Backend backend = Backend.choose(settings.backend(), NativeTransport.all());
            if (VirtualThreads.EXIST) {
                ParkingPollers.install(backend.transport(), settings.threads());
            }
            return new Installation(settings, library, backend, null);
        } catch (SecurityException e) {
            return new Installation(settings, library, null, SecurityPolicy.explain(e));
        } catch (LibraryException | IOException | RuntimeException | LinkageError e) {
            return new Installation(settings, library, null, e);
        }
    }

    boolean isAvailable() {
        return backend != null;
    }

    /** Null if none is available. */
    Transport transport() {
        return backend == null ? null : backend.transport();
    }

    /** What the user has to correct: no fallback hides it. */
    boolean isRefused() {
        return cause instanceof IllegalArgumentException || cause instanceof SecurityException;
    }

    /**
     * @throws IllegalArgumentException a property has a wrong value
     * @throws SecurityException a security manager forbids what Headrace needs
     */
    void requireSettings() {
        if (cause instanceof IllegalArgumentException) {
            throw new IllegalArgumentException(reason(), cause);
        }
        if (cause instanceof SecurityException) {
            throw new SecurityException(reason(), cause);
        }
    }

    /**
     * The JDK's provider, in place of Headrace's.
     *
     * @throws IOException {@code io.headrace.fallback} is {@code fail}, the user has something to correct, or this JDK
     *     does not give its provider out
     */
    SelectorProvider fallback() throws IOException {
        if (isRefused() || settings.fallback() == Settings.Fallback.FAIL) {
            throw unavailable();
        }
        return JdkProvider.inPlaceOfHeadrace(this);
    }

    /** Why there is no backend, without the class of the exception. */
    String reason() {
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    IOException unavailable() {
        return new IOException("Headrace is not available: " + reason(), cause);
    }
}
