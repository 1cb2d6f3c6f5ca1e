// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What a run of the load client came to. */
record LoadRun(int status, String output, String errors) {
    private static final int PATIENCE_SECONDS = 60;

    /** A window without warm-up on a server in this process; an option that is given again counts. */
    static LoadRun of(int port, String... options) throws IOException, InterruptedException {
        return of(port, ProcessHandle.current().pid(), options);
    }

    static LoadRun of(int port, long pid, String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                "--port=" + port,
                "--connections=2",
                "--warmup-ms=0",
                "--window-ms=100",
                "--server-pid=" + pid,
                "--server-core=0"));
        all.addAll(List.of(options));
        return withOptions(all);
    }

    /** Of a workload that asks for what it reads. */
    static LoadRun withInput(String input, int port, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Installation.fromProperty().client().toString(),
                "--workload=request",
                "--port=" + port,
                "--connections=2",
                "--warmup-ms=0",
                "--window-ms=100",
                "--server-pid=" + ProcessHandle.current().pid(),
                "--server-core=0",
                "--patience-ms=20000"));
        command.addAll(List.of(options));
        return ofCommand(command, input);
    }

    static LoadRun withOptions(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(options);
        command.add(0, Installation.fromProperty().client().toString());
        return ofCommand(command);
    }

    static LoadRun ofCommand(List<String> command) throws IOException, InterruptedException {
        return ofCommand(command, "");
    }

    private static LoadRun ofCommand(List<String> command, String input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.US_ASCII));
        }
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new LoadRun(process.waitFor(), output, errors);
    }

    WindowSample sample() throws IOException {
        assertThat(status).as(errors).isZero();
        return WindowSample.parse(output);
    }

    void assertFailed(String reason) {
        assertThat(status).as(errors).isEqualTo(1);
        assertThat(errors).contains(reason);
        assertThat(output).isEmpty();
    }

    void assertRefused(String reason) {
        assertThat(status).as(errors).isEqualTo(2);
        assertThat(errors).contains(reason);
        assertThat(output).isEmpty();
    }
}
