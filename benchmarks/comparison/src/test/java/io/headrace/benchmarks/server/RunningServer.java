// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own. It must say nothing on its standard error and end with status 0. */
final class RunningServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int OBSERVATIONS = 20;

    /** Netty's, of a machine that has only lo. */
    private static final String NO_NETWORK_CARD =
            ".* io\\.netty\\.util\\.internal\\.MacAddressUtil defaultMachineId\\R.*usable hardware address.*\\R";

    private final Path errors = Files.createTempFile("server", ".err");
    private final Process process;
    private final BufferedReader output;
    private final String ready;

    RunningServer(ServerCommand command) throws IOException {
        process = new ProcessBuilder(command.command())
                .redirectError(errors.toFile())
                .start();
        output = process.inputReader(UTF_8);
        ready = output.readLine();
        assertThat(ready).as(() -> command + ": " + errors()).startsWith("ready port=");
    }

    InetSocketAddress address() {
        int port = Integer.parseInt(ready.substring("ready port=".length(), ready.indexOf(' ', "ready ".length())));
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    String runsOn() {
        return ready.substring(ready.indexOf(' ', "ready ".length()) + 1);
    }

    String ask(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(UTF_8));
        process.getOutputStream().flush();
        return output.readLine();
    }

    long allocated() throws IOException {
        String answer = ask("allocated");
        assertThat(answer).matches("allocated bytes=[0-9]+");
        return Long.parseLong(answer.substring(answer.indexOf('=') + 1));
    }

    /** A server that spins is never seen with all its threads asleep. */
    void awaitSleep() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int asleep = 0; asleep < OBSERVATIONS; asleep = isAsleep() ? asleep + 1 : 0) {
            assertThat(System.nanoTime()).as("the server does not sleep").isLessThan(deadline);
        }
    }

    /** As the kernel names them. */
    List<String> openFiles() throws IOException {
        List<String> files = new ArrayList<>();
        try (DirectoryStream<Path> links = Files.newDirectoryStream(about("fd"))) {
            for (Path link : links) {
                target(link).ifPresent(files::add);
            }
        }
        return files;
    }

    /** The JVM opens and closes files at any time, such as those of its cgroup. */
    private static Optional<String> target(Path link) throws IOException {
        try {
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (NoSuchFileException closedMeanwhile) {
            return Optional.empty();
        }
    }

    private Path about(String what) {
        return Path.of("/proc", Long.toString(process.pid()), what);
    }

    private boolean isAsleep() {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(about("task"))) {
            for (Path thread : threads) {
                String stat = Files.readString(thread.resolve("stat"));
                if (!stat.startsWith("S", stat.lastIndexOf(')') + 2)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            // a thread has just ended: ENOENT from open, ESRCH from read
            return false;
        }
    }

    private String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            process.getOutputStream().close();
            int status = process.onExit()
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join()
                    .exitValue();
            assertThat(status).as(this::errors).isZero();
            assertThat(errors().replaceFirst(NO_NETWORK_CARD, "")).isEmpty();
        } finally {
            process.destroyForcibly();
            Files.delete(errors);
        }
    }
}
