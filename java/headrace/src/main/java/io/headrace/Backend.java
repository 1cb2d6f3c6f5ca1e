// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import io.headrace.os.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The backend of this JVM.
 *
 * @param refusals which better ones this system does not let open, and why; a sentence each
 */
record Backend(Transport transport, List<String> refusals) {

    /** The backend that supports nothing: each of its functions returns the error {@code UNSUPPORTED}. */
    private static final String STUB = "stub";

    /**
     * @param wanted a name, or {@link Settings#AUTO} for the first that opens
     * @param all those of the library, the best one first; the stub is the last of them
     * @throws IllegalArgumentException there is none of that name, or it does not open here
     * @throws IOException none opens
     */
    static Backend choose(String wanted, List<Transport> all) throws IOException {
        return wanted.equals(Settings.AUTO) ? best(all) : named(wanted, all);
    }

    private static Backend best(List<Transport> all) throws IOException {
        List<String> refusals = new ArrayList<>();
        for (Transport transport : all.subList(0, all.size() - 1)) {
            String refusal = transport.refusal();
            if (refusal == null) {
                return new Backend(transport, refusals);
            }
            refusals.add(transport.backend() + " does not open: " + refusal);
        }
        throw new IOException(
                refusals.isEmpty()
                        ? "there is no backend for this platform yet: its library has only [" + STUB + "]"
                        : "no backend opens here: " + String.join("; ", refusals));
    }

    private static Backend named(String wanted, List<Transport> all) {
        for (Transport transport : all) {
            if (transport.backend().equals(wanted)) {
                String refusal = isStub(transport) ? null : transport.refusal();
                if (refusal == null) {
                    return new Backend(transport, List.of());
                }
                throw new IllegalArgumentException(Settings.BACKEND + ": \"" + wanted + "\" does not open here ("
                        + refusal + "); there are: " + String.join(", ", others(wanted, all)));
            }
        }
        throw new IllegalArgumentException(
                Settings.BACKEND + ": no backend \"" + wanted + "\" here; there are: " + String.join(", ", names(all)));
    }

    private static boolean isStub(Transport transport) {
        return transport.backend().equals(STUB);
    }

    private static List<String> others(String wanted, List<Transport> all) {
        List<String> others = names(all);
        others.remove(wanted);
        return others;
    }

    private static List<String> names(List<Transport> all) {
        List<String> names = new ArrayList<>();
        for (Transport transport : all) {
            names.add(transport.backend());
        }
        return names;
    }
}
