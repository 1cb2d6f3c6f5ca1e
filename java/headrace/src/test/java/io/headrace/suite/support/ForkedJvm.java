// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.HeadraceSelectorProvider;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.OS;

/** A program of the suite in a JVM of its own, with the provider, mode and backend of this one, and -Xcheck:jni. */
public final class ForkedJvm {
    private final List<String> wrapper = new ArrayList<>();

    private final List<String> options =
            new ArrayList<>(List.of("-Xcheck:jni", "-Xmx256m", "-ea", "-esa", "--enable-native-access=ALL-UNNAMED"));

    private final Class<?> program;

    public ForkedJvm(Class<?> program) {
        this.program = program;
        if (OS.LINUX.isCurrentOs()) {
            // Else threads of the JVM open files of the control groups at any time, and the counts waver.
            options.add("-XX:-UseContainerSupport");
        }
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.equals(OnHeadrace.PROVIDER) || name.startsWith("io.headrace.")) {
                options.add("-D" + name + "=" + System.getProperty(name));
            }
        }
    }

    /** A command that is given the JVM's command line as its arguments. */
    public ForkedJvm under(String... command) {
        wrapper.addAll(List.of(command));
        return this;
    }

    public ForkedJvm with(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** Runs the program to its end; answers the lines that it printed. */
    public List<String> run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).end();
    }

    public Running start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), program.getName()));
        command.addAll(List.of(arguments));
        File output = Files.createTempFile("headrace-suite", ".out").toFile();
        // Not sooner: Windows deletes no file that a process may still have.
        output.deleteOnExit();
        return new Running(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output)
                        .start(),
                output.toPath());
    }

    /** Where the programs and, if it is there, the library were loaded from. */
    private static String classPath() {
        return String.join(File.pathSeparator, origin(ForkedJvm.class), origin(HeadraceSelectorProvider.class));
    }

    private static String origin(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** The JVM, and the file that its output goes to. */
    public record Running(Process process, Path output) {

        /** The first line with this prefix, without it. */
        public String await(String prefix) {
            List<String> found = new ArrayList<>();
            Waiting.until("a line that starts with " + prefix, () -> {
                for (String line : lines()) {
                    if (line.startsWith(prefix)) {
                        found.add(line.substring(prefix.length()));
                    }
                }
                return !found.isEmpty() || !process.isAlive();
            });
            assertThat(found).as("%s", lines()).isNotEmpty();
            return found.get(0);
        }

        public void tell(String line) throws IOException {
            try (Writer input = process.outputWriter()) {
                input.write(line + "\n");
            }
        }

        public List<String> end() throws IOException, InterruptedException {
            boolean ended = process.waitFor(Bounded.SECONDS / 2, TimeUnit.SECONDS);
            process.destroyForcibly().waitFor();
            List<String> lines = lines();
            assertThat(ended).as("ended; its output was %s", lines).isTrue();
            assertThat(process.exitValue()).as("%s", lines).isZero();
            assertThat(lines).noneMatch(line -> line.matches("(WARNING|FATAL ERROR) in native method.*"));
            return lines;
        }

        private List<String> lines() {
            try {
                return Files.readAllLines(output);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
