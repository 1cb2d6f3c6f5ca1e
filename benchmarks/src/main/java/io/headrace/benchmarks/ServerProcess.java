// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server in a process of its own, on its own core. It ends with its standard input, so also with this process. */
final class ServerProcess {
    private static final int PATIENCE_SECONDS = 30;
    private static final String MAIN = "io.headrace.benchmarks.server.NettyHttpServer";

    private final Process process;
    private final ServerReady ready;

    private ServerProcess(Process process, ServerReady ready) {
        this.process = process;
        this.ready = ready;
    }

    static List<String> command(
            Installation installation, Cores cores, Implementation implementation, Scenario scenario)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", Integer.toString(cores.server())));
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(List.of("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"));
        command.addAll(implementation.jvmOptions());
        command.add("-cp");
        String server = installation.serverClassPath();
        command.add(implementation.needsHeadrace() ? installation.headrace() + ":" + server : server);
        command.addAll(List.of(MAIN, Integer.toString(scenario.bodySize())));
        return command;
    }

    static ServerProcess start(List<String> command, Implementation implementation)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            ServerReady ready = ServerReady.parse(firstLine(process));
            implementation.verify(ready);
            return new ServerProcess(process, ready);
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static String firstLine(Process process) throws IOException, InterruptedException {
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        FutureTask<String> line = new FutureTask<>(reader::readLine);
        Thread thread = new Thread(line, "server-output");
        thread.setDaemon(true);
        thread.start();
        try {
            String first = line.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (first == null) {
                throw new IOException("the server ended with status " + process.waitFor() + " before it was ready");
            }
            return first;
        } catch (TimeoutException e) {
            throw new IOException("the server was not ready within " + PATIENCE_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("the server's output cannot be read", e.getCause());
        }
    }

    int port() {
        return ready.port();
    }

    long pid() {
        return process.pid();
    }

    void stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the server did not end within " + PATIENCE_SECONDS + " s of being told to");
        }
    }
}
