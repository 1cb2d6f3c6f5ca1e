// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A JVM of a release, with these options and with Headrace on the class path or not, in which the server's main class
 * serves each role by these words: its name there, and what follows the size. The line by which the server says that it
 * is ready must show the proof.
 */
record JavaProgram(int release, Way way, List<String> jvmOptions, Map<Role, List<String>> roles, Proof proof)
        implements ServerProgram {
    private static final String MAIN = "io.headrace.benchmarks.server.Server";
    private static final String FIRST_CONNECTION = "io.headrace.benchmarks.server.FirstConnection";
    private static final int VIRTUAL_THREADS_SINCE = 21;

    /** How Headrace, or an agent, comes into the JVM. */
    enum Way {
        PLAIN,
        PROPERTY,
        AGENT,
        EMPTY_AGENT
    }

    /** The package that a value of the ready line must be of. */
    record Proof(String key, String prefix) {}

    JavaProgram restrictedTo(Set<Role> some) {
        Map<Role, List<String>> fewer = new EnumMap<>(roles);
        fewer.keySet().retainAll(some);
        return new JavaProgram(release, way, jvmOptions, fewer, proof);
    }

    JavaProgram withOptions(List<String> more) {
        return new JavaProgram(
                release, way, Stream.concat(jvmOptions.stream(), more.stream()).toList(), roles, proof);
    }

    @Override
    public String language() {
        return proof.key().equals("transport")
                        || roles.values().stream()
                                .anyMatch(words -> words.get(0).startsWith("netty-"))
                ? "its own, on Netty"
                : "unchanged";
    }

    @Override
    public boolean serves(Scenario scenario) {
        return roles.containsKey(scenario.role())
                && (release >= VIRTUAL_THREADS_SINCE || !Role.onVirtualThreads().contains(scenario.role()));
    }

    @Override
    public Optional<String> lacks(Installation installation) {
        return installation.jdk(release).isPresent()
                ? Optional.empty()
                : Optional.of("there is no JDK %d: unpack one of adoptium.net into ~/.jdks, or set JAVA%d_HOME"
                        .formatted(release, release));
    }

    @Override
    public List<String> command(Installation installation, Scenario scenario) throws IOException {
        String home = installation
                .jdk(release)
                .orElseThrow(() -> new IOException("there is no JDK " + release + " on this machine"));
        List<String> command = new ArrayList<>(List.of(home + "/bin/java", "-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"));
        if (way == Way.PROPERTY) {
            command.add("@" + installation.cellOptions());
        } else if (way == Way.AGENT) {
            command.add("-javaagent:" + installation.headrace());
        } else if (way == Way.EMPTY_AGENT) {
            command.add("-javaagent:" + installation.emptyAgent());
        }
        command.addAll(jvmOptions);
        String server = scenario.isStart() ? installation.firstConnectionClassPath() : installation.serverClassPath();
        command.addAll(List.of("-cp", way == Way.PROPERTY ? installation.headrace() + ":" + server : server));
        if (scenario.isStart()) {
            command.add(FIRST_CONNECTION);
            return command;
        }
        List<String> words = roles.get(scenario.role());
        command.addAll(List.of(MAIN, words.get(0)));
        if (scenario.role().sized()) {
            command.add(Integer.toString(scenario.load().size()));
        }
        command.addAll(words.subList(1, words.size()));
        return command;
    }

    @Override
    public void verify(ServerReady ready) throws IOException {
        String value = ready.get(proof.key());
        if (value == null || !value.startsWith(proof.prefix())) {
            throw new IOException("the server runs on %s, not on %s=%s*".formatted(ready, proof.key(), proof.prefix()));
        }
    }

    @Override
    public Duration warmup(Role role) {
        return role.warmup();
    }

    @Override
    public ServerProgram interpreted() {
        return withOptions(List.of("-Xint"));
    }
}
