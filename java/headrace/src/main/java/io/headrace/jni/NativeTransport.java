// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

import io.headrace.os.Borrowed;
import io.headrace.os.OsError;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import io.headrace.os.Transport;
import java.io.IOException;
import java.lang.annotation.Native;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A backend of the native library. The caller has loaded the library before. Immutable; any thread may use it. */
public final class NativeTransport implements Transport {

    /** What {@link #seamVersion} returns if the library fits these classes. */
    @Native
    public static final int SEAM_VERSION = 1;

    private final String name;

    /** Address of the {@code hr_poller_backend}. */
    private final long backend;

    private final Sockets sockets;

    private NativeTransport(String name, long backend, Sockets sockets) {
        this.name = name;
        this.backend = backend;
        this.sockets = sockets;
    }

    /** The library's backends, the best one first. */
    public static List<Transport> all() {
        Sockets sockets = new NativeSockets();
        List<Transport> all = new ArrayList<>();
        for (String name : backends()) {
            all.add(new NativeTransport(name, backendAt0(all.size()), sockets));
        }
        return all;
    }

    /** The names of the library's backends, the best one first. */
    public static List<String> backends() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < backendCount0(); i++) {
            names.add(new String(backendName0(backendAt0(i)), StandardCharsets.UTF_8));
        }
        return names;
    }

    /**
     * A backend by its name.
     *
     * @throws IllegalArgumentException the library has no backend of that name
     */
    public static Transport open(String backend) {
        List<String> names = backends();
        int index = names.indexOf(backend);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "no backend \"" + backend + "\" here; there are: " + String.join(", ", names));
        }
        return new NativeTransport(backend, backendAt0(index), new NativeSockets());
    }

    @Override
    public String backend() {
        return name;
    }

    @Override
    public Sockets sockets() {
        return sockets;
    }

    @Override
    public int caps() {
        return NativePoller.caps0(backend);
    }

    @Override
    public Poller openPoller() throws IOException {
        try (Borrowed pollerOut = sockets.memory().borrow(Long.BYTES)) {
            long result = NativePoller.open0(backend, pollerOut.bytes());
            if (result < 0 && OsError.kind(result) == OsError.DESCRIPTORS) {
                // Of the process and not of the backend: the text is the JDK's.
                throw new IOException(OsError.text(sockets, result));
            }
            OsError.check(sockets, result, "open a poller of " + name);
            return new NativePoller(backend, pollerOut.bytes().getLong(0));
        }
    }

    @Override
    public String refusal() {
        try (Borrowed pollerOut = sockets.memory().borrow(Long.BYTES)) {
            long result = NativePoller.open0(backend, pollerOut.bytes());
            if (result >= 0) {
                new NativePoller(backend, pollerOut.bytes().getLong(0)).close();
                return null;
            }
            int kind = OsError.kind(result);
            return kind == OsError.DESCRIPTORS || kind == OsError.MEMORY ? null : OsError.text(sockets, result);
        }
    }

    /** The version of the seam that the library was built for. It must be {@link #SEAM_VERSION}. */
    public static native int seamVersion();

    private static native int backendCount0();

    private static native long backendAt0(int index);

    private static native byte[] backendName0(long backend);
}
