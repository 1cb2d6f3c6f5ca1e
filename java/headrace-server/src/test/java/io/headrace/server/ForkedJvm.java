// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program of the tests in a JVM of its own, with the provider of this one. */
final class ForkedJvm {
    private final List<String> wrapper = new ArrayList<>();
    private final List<String> options = new ArrayList<>(
            List.of("-Xcheck:jni", "-XX:TieredStopAtLevel=1", "-Xmx128m", "-ea", "--enable-native-access=ALL-UNNAMED"));
    private final Class<?> program;
    private String classPath = System.getProperty("java.class.path");

    ForkedJvm(Class<?> program) {
        this.program = program;
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.equals("java.nio.channels.spi.SelectorProvider") || name.startsWith("io.headrace.")) {
                options.add("-D" + name + "=" + System.getProperty(name));
            }
        }
    }

    /** A command that is given the JVM's command line as its arguments. */
    ForkedJvm under(String... command) {
        wrapper.addAll(List.of(command));
        return this;
    }

    /** Only these on the class path, and the JDK's provider. */
    ForkedJvm onlyWith(Path... entries) {
        classPath = Stream.of(entries).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        options.removeIf(
                option -> option.startsWith("-Djava.nio.channels.spi.") || option.startsWith("-Dio.headrace."));
        return this;
    }

    ForkedJvm with(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs the program to its end; returns the lines that it printed. */
    List<String> run(String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("headrace-server", ".out");
        Process process = new ProcessBuilder(command(arguments))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(25, TimeUnit.SECONDS);
        process.destroyForcibly();
        List<String> lines = Files.readAllLines(output);
        Files.delete(output);
        assertThat(ended).as("ended in time: %s", lines).isTrue();
        assertThat(process.exitValue()).as("exit status: %s", lines).isZero();
        return lines;
    }
}
