// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/** Who listens on a port, by /proc/net/tcp (proc_pid_net(5)) and the descriptors of each process. */
final class Listeners {
    private static final String LISTEN = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private Listeners() {}

    static boolean isTaken(int port) throws IOException {
        return !sockets(port).isEmpty();
    }

    /** Empty where nobody does, or a process that this one may not look into. */
    static OptionalLong of(int port) throws IOException {
        Set<String> sockets = sockets(port);
        if (sockets.isEmpty()) {
            return OptionalLong.empty();
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : all) {
                if (holds(process, sockets)) {
                    return OptionalLong.of(Long.parseLong(process.getFileName().toString()));
                }
            }
        }
        return OptionalLong.empty();
    }

    private static Set<String> sockets(int port) throws IOException {
        Set<String> found = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            if (!Files.exists(Path.of(table))) {
                continue;
            }
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] fields = line.strip().split(" +");
                if (fields.length > INODE
                        && fields[STATE].equals(LISTEN)
                        && fields[LOCAL_ADDRESS].endsWith(String.format(Locale.ROOT, ":%04X", port))) {
                    found.add("socket:[" + fields[INODE] + "]");
                }
            }
        }
        return found;
    }

    private static boolean holds(Path process, Set<String> sockets) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
                    return true;
                }
            }
        } catch (IOException e) {
            // it has ended, it is another user's, or it has closed what was listed
            return false;
        }
        return false;
    }
}
