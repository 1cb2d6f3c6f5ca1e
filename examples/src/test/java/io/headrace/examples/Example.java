// SPDX-License-Identifier: Apache-2.0
package io.headrace.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An example as its README has it started: the source file, in a JVM that has the jar of all and nothing else. */
final class Example implements AutoCloseable {
    private static final int SECONDS = 60;
    private static final String LISTENING = "listening on ";

    private final Process process;
    private final BufferedReader output;

    private Example(Process process) {
        this.process = process;
        this.output = process.inputReader(UTF_8);
    }

    static Example start(Class<?> program, String... arguments) throws IOException {
        Process process = new ProcessBuilder(command(program, arguments))
                .redirectErrorStream(true)
                .start();
        // What waits for its output or its connection then ends too.
        CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
        return new Example(process);
    }

    static List<String> command(Class<?> program, String... arguments) {
        Path source = Path.of(
                System.getProperty("headrace.sources"), program.getName().replace('.', '/') + ".java");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dio.headrace.fallback=fail",
                "-cp",
                System.getProperty("headrace.all"),
                source.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The port of the server that this example is. */
    int port() throws IOException {
        String line = output.readLine();
        assertThat(line).startsWith(LISTENING);
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }

    String line() throws IOException {
        return output.readLine();
    }

    List<String> lines() throws InterruptedException {
        List<String> lines = output.lines().toList();
        assertThat(process.waitFor()).as("%s", lines).isZero();
        return lines;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
