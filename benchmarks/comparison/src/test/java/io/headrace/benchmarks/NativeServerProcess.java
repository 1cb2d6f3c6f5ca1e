// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The server in C, in a process of its own. */
final class NativeServerProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final String ready;

    NativeServerProcess(String... options) throws IOException {
        process = new ProcessBuilder(command(options)).start();
        output = process.inputReader(StandardCharsets.UTF_8);
        ready = output.readLine();
    }

    static List<String> command(String... options) {
        List<String> command = new ArrayList<>(List.of(options));
        command.add(0, Installation.fromProperty().servers().toString());
        return command;
    }

    String ready() {
        return ready;
    }

    int port() throws IOException {
        return ServerReady.parse(ready).port();
    }

    long pid() {
        return process.pid();
    }

    long threads() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc", Long.toString(pid()), "task"))) {
            return all.count();
        }
    }

    void say(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    String readLine() throws IOException {
        return output.readLine();
    }

    /** The status; what it said is in {@link #errors()}. */
    int end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        return process.waitFor();
    }

    String errors() throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
