// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** The C program that sends the requests, verifies the answers and reads the clocks. */
record LoadClient(Installation installation, Cores cores) {
    List<String> command(Scenario scenario, String port, String pid, Duration settle, Duration window) {
        return List.of(
                "taskset",
                "-c",
                Integer.toString(cores.client()),
                installation.client().toString(),
                "--port=" + port,
                "--connections=" + scenario.connections(),
                "--body=" + scenario.bodySize(),
                "--warmup-ms=" + settle.toMillis(),
                "--window-ms=" + window.toMillis(),
                "--server-pid=" + pid,
                "--server-core=" + cores.server());
    }

    Sample run(ServerProcess server, Scenario scenario, Duration settle, Duration window)
            throws IOException, InterruptedException {
        List<String> command =
                command(scenario, Integer.toString(server.port()), Long.toString(server.pid()), settle, window);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException(
                        "the load client failed with status " + status + ": " + String.join(" ", command));
            }
            return Sample.parse(output);
        } finally {
            process.destroy();
        }
    }
}
