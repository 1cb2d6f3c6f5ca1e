// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The server in C over one of the kernel's interfaces, for so many connections at most. */
record NativeProgram(String engine, int mostConnections) implements Program {
    private static final Set<Role> ROLES = Set.of(Role.ECHO, Role.DATAGRAM, Role.SINK, Role.FILE);
    private static final Duration WARMUP = Duration.ofMillis(200);

    @Override
    public boolean serves(Scenario scenario) {
        return ROLES.contains(scenario.role()) && scenario.load().opened() <= mostConnections;
    }

    @Override
    public Optional<String> lacks(Installation installation) {
        return Optional.empty();
    }

    @Override
    public List<String> command(Installation installation, Scenario scenario) {
        List<String> command = new ArrayList<>();
        command.add(installation.limit().toString());
        command.add("--engine=" + engine);
        command.add("--role=" + scenario.role().argument());
        if (scenario.role().sized()) {
            command.add("--size=" + scenario.load().size());
        }
        return command;
    }

    @Override
    public void verify(ServerReady ready) throws IOException {
        if (!engine.equals(ready.get("engine"))) {
            throw new IOException("the server runs on " + ready + ", not on engine=" + engine);
        }
    }

    @Override
    public Duration warmup(Role role) {
        return WARMUP;
    }

    @Override
    public Program interpreted() {
        return this;
    }
}
