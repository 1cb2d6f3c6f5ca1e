// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program in a JVM of its own, on the packaged jars. It answers on standard output, a line a topic; its standard input's end
 * stops it, so that it does not outlive this JVM.
 */
final class ChildJvm implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;
    private static final Pattern JNI_COMPLAINT = Pattern.compile("(WARNING|FATAL ERROR) in native method.*");

    private final Cell cell;
    private final Path folder;
    private final Process process;
    private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
    private final StringBuffer output = new StringBuffer();
    private final StringBuffer errors = new StringBuffer();
    private final List<Thread> readers;

    private ChildJvm(Cell cell, Path folder, Process process) {
        this.cell = cell;
        this.folder = folder;
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        this.readers = List.of(
                reader(process.errorReader(), errors, line -> {}), reader(process.inputReader(), output, answers::add));
    }

    /** Starts a program, which first has to show that it stands on the provider of its cell. */
    static ChildJvm start(Cell cell, Class<?> program) throws IOException, InterruptedException {
        ChildJvm child = fork(cell, program);
        try {
            assertThat(child.answer("provider")).as("provider").isEqualTo(cell.providerClass());
            assertThat(child.answer("selector")).as("selector").startsWith(cell.selectorClass());
            return child;
        } catch (Throwable e) {
            child.close();
            throw e;
        }
    }

    private static ChildJvm fork(Cell cell, Class<?> program) throws IOException {
        Path folder = Files.createDirectories(Path.of(System.getProperty("headrace.integration.folder")));
        folder = Files.createTempDirectory(folder, "%s-%s-".formatted(program.getSimpleName(), cell));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-Xcheck:jni",
                "-Xlog:class+init=info:file=classes.log",
                "-XX:ErrorFile=hs_err.log",
                "-Djava.io.tmpdir=" + folder));
        command.addAll(cell.options());
        command.addAll(List.of("-cp", classPath(), program.getName()));
        return new ChildJvm(
                cell,
                folder,
                new ProcessBuilder(command).directory(folder.toFile()).start());
    }

    /** The jars as packaged, Netty, and the programs: nothing else of the class path of this JVM. */
    private static String classPath() {
        Stream<String> own = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith("test-classes") || entry.contains("netty-"));
        Stream<String> headrace =
                Stream.of(System.getProperty("headrace.integration.jars").split(File.pathSeparator));
        return String.join(File.pathSeparator, Stream.concat(headrace, own).toList());
    }

    private static Thread reader(BufferedReader lines, StringBuffer transcript, Consumer<Optional<String>> listener) {
        Thread thread = new Thread(() -> {
            try (lines) {
                for (String line; (line = lines.readLine()) != null; ) {
                    transcript.append(line).append('\n');
                    listener.accept(Optional.of(line));
                }
            } catch (IOException e) {
                transcript.append(e);
            } finally {
                listener.accept(Optional.empty());
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    void say(String line) throws IOException {
        process.outputWriter().write(line + "\n");
        process.outputWriter().flush();
    }

    /** The next answer of a topic, without the topic; others before it are passed over. */
    String answer(String topic) throws InterruptedException {
        String start = topic + ' ';
        Optional<String> line;
        do {
            line = Optional.ofNullable(answers.poll(PATIENCE_SECONDS, SECONDS)).flatMap(next -> next);
            if (line.isPresent() && line.get().startsWith(start)) {
                return line.get().substring(start.length());
            }
        } while (line.isPresent());
        throw failure("no answer " + topic);
    }

    /** Asks the program to end. */
    void endInput() throws IOException {
        process.outputWriter().close();
    }

    /** Waits for the program's end, and requires that it had nothing to complain of. */
    void requireCleanEnd() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, SECONDS)) {
            throw failure("did not end");
        }
        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(process.exitValue()).as("exit code; %s", this).isZero();
        assertThat(errors).as("standard error").isEmpty();
        assertThat(output).as("standard output").doesNotContainPattern(JNI_COMPLAINT);
        assertThat(folder.resolve("hs_err.log")).doesNotExist();
        Pattern foreign = Pattern.compile("Initializing '" + cell.foreignClasses() + "'");
        assertThat(Files.readAllLines(folder.resolve("classes.log")).stream().filter(foreign.asPredicate()))
                .as("classes of another provider, initialized on " + cell)
                .isEmpty();
    }

    /** A failure that shows what the program said, and where its threads stand. */
    AssertionError failure(String what) {
        return failure(what, null);
    }

    AssertionError failure(String what, Throwable cause) {
        dumpThreads();
        return new AssertionError("%s; %s".formatted(what, this), cause);
    }

    private void dumpThreads() {
        try {
            new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            process.waitFor(1, SECONDS);
        } catch (IOException e) {
            errors.append(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        String end = process.isAlive() ? "alive" : "exit code " + process.exitValue();
        return "%s, %s, %s%n-- standard output%n%s-- standard error%n%s".formatted(cell, folder, end, output, errors);
    }
}
