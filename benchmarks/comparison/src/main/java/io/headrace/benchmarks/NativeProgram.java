// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The server in C over one of the kernel's interfaces.
 *
 * @param idleThreads in addition to the one that serves
 * @param mostConnections that it takes
 */
record NativeProgram(String loop, int idleThreads, int mostConnections) implements ServerProgram {
    private static final Set<Role> ROLES = Role.servedBy(Role.Also.C);
    /** The loop that does not do for a role that leaves ready what was reported. */
    private static final String REPORTS_ONCE = "epoll-edge";

    private static final Duration WARMUP = Duration.ofMillis(200);

    @Override
    public String language() {
        return "its own, in C";
    }

    @Override
    public boolean serves(Scenario scenario) {
        return ROLES.contains(scenario.role())
                && scenario.load().opened() <= mostConnections
                && !(scenario.role() == Role.MODES && loop.equals(REPORTS_ONCE));
    }

    @Override
    public Optional<String> lacks(Installation installation) {
        return Optional.empty();
    }

    @Override
    public List<String> command(Installation installation, Scenario scenario) {
        List<String> command = new ArrayList<>();
        command.add(installation.servers().toString());
        command.add("--loop=" + loop);
        command.add("--role=" + scenario.role().argument());
        command.add("--idle-threads=" + idleThreads);
        if (scenario.role().sized()) {
            command.add("--size=" + scenario.load().size());
        }
        return command;
    }

    @Override
    public void verify(ServerReady ready) throws IOException {
        Map<String, String> wanted = Map.of("loop", loop, "idle_threads", Integer.toString(idleThreads));
        if (!wanted.equals(ready.properties())) {
            throw new IOException("the server runs on " + ready + ", not on " + wanted);
        }
    }

    @Override
    public Duration warmup(Role role) {
        return WARMUP;
    }

    @Override
    public ServerProgram interpreted() {
        return this;
    }
}
