// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The C program that sends the requests, verifies the answers and reads the clocks. */
record LoadClient(Installation installation, Cores cores) {
    private static final String COUNT_CALLS = "--count-calls";
    private static final String ANNOUNCE = "--announce";
    private static final String WINDOW = "window";
    private static final Complaints COMPLAINTS = new Complaints(System.err);

    /** What is done while the window is measured. */
    interface InWindow {
        void run() throws IOException, InterruptedException;
    }

    private interface FirstOutput {
        void read(BufferedReader output) throws IOException, InterruptedException;
    }

    List<String> command(Load load, String port, String pid, Duration settle, Duration window) {
        List<String> command = new ArrayList<>(List.of(
                "taskset",
                "-c",
                cores.ofClient(load),
                installation.client().toString(),
                "--port=" + port,
                "--warmup-ms=" + settle.toMillis(),
                "--window-ms=" + window.toMillis(),
                "--server-pid=" + pid,
                "--server-core=" + cores.server(),
                "--client-core=" + cores.client()));
        command.addAll(load.arguments());
        return command;
    }

    WindowSample run(StartedServer server, Load load, Duration settle, Duration window)
            throws IOException, InterruptedException {
        return run(command(load, server, settle, window), load);
    }

    /** What takes time is no measure in such a run: the counter slows every system call. */
    WindowSample countCalls(StartedServer server, Load load, Duration settle, Duration window)
            throws IOException, InterruptedException {
        List<String> command = command(load, server, settle, window);
        command.add(COUNT_CALLS);
        return run(command, load);
    }

    /** Runs the action as the window begins. */
    WindowSample runDuring(StartedServer server, Load load, Duration settle, Duration window, InWindow action)
            throws IOException, InterruptedException {
        List<String> command = command(load, server, settle, window);
        command.add(ANNOUNCE);
        return run(command, load, output -> {
            if (WINDOW.equals(output.readLine())) {
                action.run();
            }
        });
    }

    private List<String> command(Load load, StartedServer server, Duration settle, Duration window) {
        return command(load, Integer.toString(server.port()), Long.toString(server.pid()), settle, window);
    }

    private static WindowSample run(List<String> command, Load load) throws IOException, InterruptedException {
        return run(command, load, output -> {});
    }

    private static WindowSample run(List<String> command, Load load, FirstOutput first)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
                BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
            try (OutputStream input = process.getOutputStream()) {
                input.write(load.input());
            }
            first.read(output);
            String result = output.lines().collect(Collectors.joining());
            errors.lines().forEach(COMPLAINTS::say);
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException(
                        "the load client failed with status " + status + ": " + String.join(" ", command));
            }
            return WindowSample.parse(result);
        } finally {
            process.destroy();
        }
    }
}
