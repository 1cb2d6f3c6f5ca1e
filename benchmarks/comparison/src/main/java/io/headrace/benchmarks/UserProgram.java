// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A user's own server, by the command that starts it, with Headrace by its agent or without it. The agent comes by
 * JAVA_TOOL_OPTIONS, so that it is the first of those that the command has, and gets through scripts.
 *
 * @param mode the trigger mode, or null for the JDK's provider
 * @param logs the folder for what the server prints
 * @param patience how long it may take until it listens
 */
record UserProgram(String command, UserRequest request, String mode, Path logs, Duration patience)
        implements ServerProgram {
    static final List<String> MODES = List.of("tracked", "level", "oneshot", "edge");
    static final String OPTIONS = "JAVA_TOOL_OPTIONS";

    private static final Duration WARMUP = Duration.ofSeconds(8);

    /** What a command may not have, as this program decides it. */
    private static final Pattern TAKEN = Pattern.compile(
            "-Djava\\.nio\\.channels\\.spi\\.SelectorProvider=\\S*|-Dio\\.headrace\\.(mode|fallback)=\\S*"
                    + "|-javaagent:\\S*headrace-\\S*\\.jar\\S*");

    /** The part of a command, or of the options in the environment, that decides what is to be compared. */
    static Optional<String> conflict(String command) {
        Matcher found = TAKEN.matcher(command);
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }

    @Override
    public String language() {
        return "unchanged";
    }

    @Override
    public boolean serves(Scenario scenario) {
        return scenario.role() == Role.USER;
    }

    @Override
    public Optional<String> lacks(Installation installation) {
        return Optional.empty();
    }

    @Override
    public List<String> command(Installation installation, Scenario scenario) throws IOException {
        List<String> words = new ArrayList<>();
        if (mode != null) {
            String agent = "-javaagent:%s=mode=%s,fallback=fail".formatted(installation.headrace(), mode);
            String before = Optional.ofNullable(System.getenv(OPTIONS)).orElse("");
            words.addAll(List.of("env", OPTIONS + "=" + (quoted(agent) + " " + before).strip()));
        }
        words.addAll(List.of("sh", "-c", command));
        return words;
    }

    /** As the JVM reads that variable. */
    private static String quoted(String option) {
        return option.contains(" ") ? "'" + option + "'" : option;
    }

    @Override
    public StartedServer start(List<String> words) throws IOException, InterruptedException {
        return UserProcess.start(words, this);
    }

    @Override
    public void verify(ServerReady ready) {
        throw new UnsupportedOperationException("a user's program does not say what it runs on");
    }

    @Override
    public Duration warmup(Role role) {
        return WARMUP;
    }

    @Override
    public ServerProgram interpreted() {
        return this;
    }

    Path log() {
        return logs.resolve((mode == null ? "jdk" : "headrace-" + mode) + ".log");
    }
}
