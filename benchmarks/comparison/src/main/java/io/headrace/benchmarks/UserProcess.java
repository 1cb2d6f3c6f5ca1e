// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A user's server in a process that listens on the port of its request. It is ended with all that it started, also when
 * this JVM ends.
 */
final class UserProcess implements StartedServer {
    private static final int LINES_SHOWN = 15;
    private static final long PAUSE_MILLIS = 10;
    private static final int CONNECT_MILLIS = 1000;

    private final UserProgram program;
    private final Process process;
    private final MarkedProcesses marked;
    private final Thread atExit;
    private final long begun;
    private long pid;
    private boolean ownsPort;
    private double startSeconds;

    private UserProcess(List<String> command, UserProgram program) throws IOException {
        this.program = program;
        this.marked = new MarkedProcesses(UUID.randomUUID().toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(program.log().toFile()));
        builder.environment().put(MarkedProcesses.VARIABLE, marked.mark());
        this.atExit = new Thread(marked::endAtOnce, "user-processes");
        Runtime.getRuntime().addShutdownHook(atExit);
        this.begun = System.nanoTime();
        this.process = builder.start();
    }

    static UserProcess start(List<String> command, UserProgram program) throws IOException, InterruptedException {
        int port = program.request().port();
        if (Listeners.isTaken(port)) {
            throw new IOException("--port %d: %s listens there already".formatted(port, nameOf(Listeners.of(port))));
        }
        UserProcess server = new UserProcess(command, program);
        try {
            server.awaitPort(port);
            return server;
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.stop();
            throw e;
        }
    }

    private static String nameOf(OptionalLong pid) {
        return pid.isEmpty()
                ? "another user's process"
                : ProcessHandle.of(pid.getAsLong())
                        .flatMap(one -> one.info().command())
                        .map(command -> "process " + pid.getAsLong() + " (" + command + ")")
                        .orElse("process " + pid.getAsLong());
    }

    private void awaitPort(int port) throws IOException, InterruptedException {
        while (!accepts(port)) {
            if (!process.isAlive() && marked.living().isEmpty()) {
                throw new IOException("--my: it ended with status %d before it listened on port %d%s"
                        .formatted(process.exitValue(), port, lastLines()));
            }
            if (seconds() > program.patience().toSeconds()) {
                throw new IOException("--port %d: nothing listened there within %d s of its start%s"
                        .formatted(port, program.patience().toSeconds(), lastLines()));
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        startSeconds = seconds();
        pid = Listeners.of(port)
                .orElseThrow(() -> new IOException("--port " + port + ": who listens there cannot be seen"));
        ownsPort = marked.living().stream().anyMatch(one -> one.pid() == pid);
        if (!ownsPort) {
            throw new IOException("--port %d: %s listens there, which this command did not start"
                    .formatted(port, nameOf(OptionalLong.of(pid))));
        }
    }

    private double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static boolean accepts(int port) throws IOException {
        if (!Listeners.isTaken(port)) {
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            // on another address, or not there any more: the caller's patience decides
            return false;
        }
    }

    private String lastLines() throws IOException {
        List<String> lines = Files.readString(program.log(), StandardCharsets.ISO_8859_1)
                .lines()
                .toList();
        if (lines.isEmpty()) {
            return "; it printed nothing";
        }
        return lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()).stream()
                .collect(Collectors.joining("\n  ", "; the last that it printed (" + program.log() + "):\n  ", ""));
    }

    /** From its start until it accepted a connection. */
    double startSeconds() {
        return startSeconds;
    }

    @Override
    public int port() {
        return program.request().port();
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public long allocatedBytes() {
        throw new UnsupportedOperationException("a user's program does not say what it allocates");
    }

    @Override
    public void choose(Scenario scenario) {}

    /** A process is gone before its descriptors are. */
    private void awaitFreePort() throws IOException, InterruptedException {
        long end = System.nanoTime() + program.patience().toNanos();
        while (ownsPort && Listeners.isTaken(program.request().port()) && System.nanoTime() < end) {
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    @Override
    public void stop() throws IOException, InterruptedException {
        marked.end();
        process.waitFor();
        awaitFreePort();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
