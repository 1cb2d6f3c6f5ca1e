// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio;

import io.headrace.os.Sockets;
import io.headrace.os.Transport;
import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The sockets and FIFOs that systemd passes to a service, by its protocol: LISTEN_FDS of them from descriptor 3 on, if
 * LISTEN_PID is this process. Any thread may call.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/sd_listen_fds.html">sd_listen_fds(3)</a>
 */
public final class PassedSockets {
    /** SD_LISTEN_FDS_START. */
    private static final int FIRST = 3;

    /** What sd_listen_fds_with_names(3) answers for a descriptor without a name. */
    private static final String NO_NAME = "unknown";

    /** @param channel null where there is none for the descriptor: then the problem says why, else that is null */
    public record Passed(String name, int descriptor, Channel channel, String problem) {}

    /** Guarded by the class; a descriptor is adopted once. */
    private static List<Passed> known;

    private PassedSockets() {}

    /** @throws IOException the environment is not as systemd makes it */
    public static synchronized List<Passed> get(SelectorProvider provider, Transport transport) throws IOException {
        if (known == null) {
            known = adopt(provider, transport.sockets(), System.getenv());
        }
        return known;
    }

    private static List<Passed> adopt(SelectorProvider provider, Sockets sockets, Map<String, String> environment)
            throws IOException {
        List<Passed> all = new ArrayList<>();
        if (environment.get("LISTEN_PID") == null || number(environment, "LISTEN_PID") != ownProcess()) {
            return all;
        }
        String[] names = environment.getOrDefault("LISTEN_FDNAMES", "").split(":", -1);
        long count = number(environment, "LISTEN_FDS");
        for (int i = 0; i < count; i++) {
            String name = i < names.length && !names[i].isEmpty() ? names[i] : NO_NAME;
            all.add(adopt(provider, sockets, name, FIRST + i));
        }
        return List.copyOf(all);
    }

    private static long ownProcess() {
        return ProcessHandle.current().pid();
    }

    private static long number(Map<String, String> environment, String name) throws IOException {
        String value = environment.getOrDefault(name, "0");
        try {
            long number = Long.parseLong(value);
            if (number >= 0 && number <= Integer.MAX_VALUE - FIRST) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IOException("the environment variable " + name + " is \"" + value + "\", not a number");
    }

    private static Passed adopt(SelectorProvider provider, Sockets sockets, String name, int descriptor) {
        try {
            AdoptedDescriptor adopted = AdoptedDescriptor.ofService(provider, sockets, descriptor);
            return new Passed(name, descriptor, adopted.channel(), adopted.problem());
        } catch (IOException e) {
            return new Passed(name, descriptor, null, e.getMessage());
        }
    }
}
