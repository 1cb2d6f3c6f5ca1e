// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The processor of the server and that of the client, on different physical cores where there are two. */
public record Cores(int server, int client) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String ALLOWED = "Cpus_allowed_list:";

    static Cores detect() throws IOException {
        List<Integer> allowed = Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(ALLOWED))
                .findFirst()
                .map(line -> parseList(line.substring(ALLOWED.length())))
                .orElseThrow(() -> new IOException(STATUS + " has no line " + ALLOWED));
        return choose(allowed, siblings(allowed.get(0)));
    }

    static Cores choose(List<Integer> allowed, List<Integer> siblingsOfFirst) throws IOException {
        if (allowed.size() < 2) {
            throw new IOException("server and client need a processor each, and this process may use only " + allowed);
        }
        int client = allowed.stream()
                .filter(core -> !siblingsOfFirst.contains(core))
                .findFirst()
                .orElse(allowed.get(1));
        return new Cores(allowed.get(0), client);
    }

    private static List<Integer> siblings(int core) throws IOException {
        Path list = Path.of("/sys/devices/system/cpu/cpu" + core + "/topology/thread_siblings_list");
        return Files.exists(list) ? parseList(Files.readString(list)) : List.of(core);
    }

    /** In the kernel's list format. */
    String ofServer(Load load) {
        return load.shared() ? both() : Integer.toString(server);
    }

    /** In the kernel's list format. */
    String ofClient(Load load) {
        return load.shared() ? both() : Integer.toString(client);
    }

    private String both() {
        return server + "," + client;
    }

    /** The kernel's list format, "0-3,8". */
    static List<Integer> parseList(String text) {
        List<Integer> cores = new ArrayList<>();
        for (String range : text.strip().split(",")) {
            String[] ends = range.split("-");
            int last = Integer.parseInt(ends[ends.length - 1]);
            for (int core = Integer.parseInt(ends[0]); core <= last; core++) {
                cores.add(core);
            }
        }
        return cores;
    }
}
