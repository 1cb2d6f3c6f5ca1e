// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the tests in a JVM of its own, under {@code -Xcheck:jni}, and what it printed. */
final class JvmRun {

    static final String PROVIDER = "-Djava.nio.channels.spi.SelectorProvider=io.headrace.HeadraceSelectorProvider";

    /** Of the library under test: the file, and the folder that has {@code META-INF/native/<platform>/<file>}. */
    static final Path LIBRARY =
            Path.of(System.getProperty("io.headrace.library.path"), System.mapLibraryName("headrace"));

    static final Path RESOURCES = LIBRARY.resolve("../../../..").normalize();

    private final List<String> command = new ArrayList<>();

    private JvmRun() {}

    static JvmRun java(String... options) {
        JvmRun run = new JvmRun();
        run.command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xcheck:jni",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dio.headrace.announce=off"));
        run.command.addAll(List.of(options));
        return run;
    }

    /** The classes under test. */
    static Path classes() {
        return location(Headrace.class);
    }

    /** The programs of the tests. */
    static Path programs() {
        return location(JvmRun.class);
    }

    static String path(Path... entries) {
        return String.join(
                File.pathSeparator,
                List.of(entries).stream().map(Path::toString).toList());
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** The run sees mounts that nobody else does. */
    JvmRun withMounts(String... mounts) throws IOException, InterruptedException {
        List<String> isolated = List.of("unshare", "--mount", "--map-root-user", "sh", "-ec");
        List<String> probe = new ArrayList<>(isolated);
        probe.add(String.join("\n", mounts));
        assumeTrue(new ProcessBuilder(probe).start().waitFor() == 0, "this user may not mount");
        command.addAll(0, isolated);
        command.addAll(isolated.size(), List.of(String.join("\n", mounts) + "\nexec \"$@\"", "sh"));
        return this;
    }

    /** Runs it with the classes under test and the programs on the class path. */
    String prints(Class<?> main, Object... arguments) throws IOException, InterruptedException {
        return printsOn(path(classes(), programs()), main, arguments);
    }

    String printsOn(String classPath, Class<?> main, Object... arguments) throws IOException, InterruptedException {
        return end(start(classPath, main, arguments));
    }

    /** As the main class of a module. */
    String printsInModule(String module, Class<?> main) throws IOException, InterruptedException {
        return end(start(List.of("-m", module + "/" + main.getName())));
    }

    /** A run in progress. */
    record Running(Process process, Path output) {}

    Running start(String classPath, Class<?> main, Object... arguments) throws IOException {
        List<String> program = new ArrayList<>(List.of("-cp", classPath, main.getName()));
        List.of(arguments).forEach(argument -> program.add(argument.toString()));
        return start(program);
    }

    private Running start(List<String> program) throws IOException {
        List<String> line = new ArrayList<>(command);
        line.addAll(program);
        Path output = Files.createTempFile("run", ".txt");
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Running(process, output);
    }

    static String end(Running run) throws IOException, InterruptedException {
        boolean ended = run.process.waitFor(60, TimeUnit.SECONDS);
        if (!ended) {
            run.process.destroyForcibly().waitFor();
        }
        String printed = Files.readString(run.output);
        Files.delete(run.output);
        assertThat(ended).as("ended, having printed %s", printed).isTrue();
        // 0: ended by itself, 1: by an exception that nobody caught; else the JVM crashed
        assertThat(run.process.exitValue()).as(printed).isBetween(0, 1);
        assertThat(printed).doesNotContain("in native method");
        return printed;
    }
}
