// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.integration.program.RequestThreads;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program in a JVM of its own, on the packaged jars. It answers on standard output, a line a topic. The end of its
 * standard input stops it, so that it does not outlive this JVM.
 */
final class ChildJvm implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    /**
     * A line a record, warnings and what Headrace says. Not that the machine is slow, as Tomcat finds, nor that it has
     * no network card, as Netty does.
     */
    private static final String LOGGING = """
            handlers = java.util.logging.ConsoleHandler
            java.util.logging.SimpleFormatter.format = %5$s%6$s%n
            .level = WARNING
            io.headrace.level = INFO
            org.apache.catalina.util.SessionIdGeneratorBase.level = SEVERE
            io.netty.util.internal.MacAddressUtil.level = SEVERE
            """;

    /**
     * Two of Jetty's threads release a request's buffer. It was seen once in 272,000 requests whose clients go away,
     * and is known from the JDK's provider
     * (<a href="https://github.com/jetty/jetty.project/issues/12939">issue 12939</a>).
     */
    private static final Pattern JETTY_RACE = Pattern.compile("""
            Job failed
            java\\.lang\\.IllegalStateException: already released .*
            (\\tat .*
            )*?\\tat org\\.eclipse\\.jetty\\.server\\.internal\\.HttpConnection\\.releaseRequestBuffer.*
            (\\tat .*
            )*
            """);

    private static final Pattern JNI_COMPLAINT = Pattern.compile("(WARNING|FATAL ERROR) in native method.*");

    private final Cell cell;
    private final Path folder;
    private final Process process;
    private final String allowedErrors;
    private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
    private final StringBuffer output = new StringBuffer();
    private final StringBuffer errors = new StringBuffer();
    private final List<Thread> readers;

    private ChildJvm(Cell cell, Path folder, Process process, String allowedErrors) {
        this.cell = cell;
        this.folder = folder;
        this.process = process;
        this.allowedErrors = allowedErrors;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        this.readers = List.of(
                reader(process.errorReader(), errors, line -> {}), reader(process.inputReader(), output, answers::add));
    }

    /** Starts a program with the library on its class path. It first has to show its cell's provider. */
    static ChildJvm start(Cell cell, Class<?> program) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(cell.options());
        options.add(logging(Files.createTempDirectory(programs(), "path-")));
        options.addAll(List.of("-cp", headrace() + File.pathSeparator + ownClassPath(), program.getName()));
        return start(cell, program, "", List.of(), options);
    }

    /** Starts a program from its jar, under the agent where its cell wants that. The prefix goes before java. */
    static ChildJvm startFromJar(Cell cell, Class<?> program, List<String> prefix, List<String> more)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(programs(), "jar-");
        String libraries = Stream.of(ownClassPath().split(File.pathSeparator))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
        Map<String, String> attributes = Map.of("Main-Class", program.getName(), "Class-Path", libraries);
        Path jar = JavaCommand.jarOf(folder, program, attributes);
        List<String> options = new ArrayList<>(cell.agentOptions());
        options.addAll(more);
        options.addAll(List.of(logging(folder), "-jar", jar.toString()));
        return start(cell, program, cell.agentLine(), prefix, options);
    }

    private static String logging(Path folder) throws IOException {
        return "-Djava.util.logging.config.file=" + Files.writeString(folder.resolve("logging.properties"), LOGGING);
    }

    private static ChildJvm start(
            Cell cell, Class<?> program, String allowedErrors, List<String> prefix, List<String> options)
            throws IOException, InterruptedException {
        ChildJvm child = fork(cell, program, allowedErrors, prefix, options);
        try {
            assertThat(child.answer("provider")).as("provider").isEqualTo(cell.providerClass());
            assertThat(child.answer("selector")).as("selector").startsWith(cell.selectorClass());
            return child;
        } catch (Throwable e) {
            child.close();
            throw e;
        }
    }

    private static ChildJvm fork(
            Cell cell, Class<?> program, String allowedErrors, List<String> prefix, List<String> options)
            throws IOException {
        Path folder = Files.createTempDirectory(programs(), "%s-%s-".formatted(program.getSimpleName(), cell));
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-Xcheck:jni",
                "-Xlog:class+init=info:file=classes.log",
                "-XX:ErrorFile=hs_err.log",
                "-Djava.io.tmpdir=" + folder));
        if (Boolean.getBoolean(RequestThreads.VIRTUAL)) {
            command.add("-D" + RequestThreads.VIRTUAL + "=true");
        }
        command.addAll(options);
        Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
        return new ChildJvm(cell, folder, process, allowedErrors);
    }

    /** A folder of which each program gets one. */
    static Path programs() throws IOException {
        return Files.createDirectories(Path.of(System.getProperty("headrace.integration.folder")));
    }

    private static String headrace() {
        return JavaCommand.jars();
    }

    /** The programs and what they need: all of the class path of this JVM but the library. */
    private static String ownClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("headrace" + File.separator + "target"))
                .collect(Collectors.joining(File.pathSeparator));
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

    long pid() {
        return process.pid();
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
        assertThat(withoutKnownRace(errors)).as("standard error").matches("(?s)" + allowedErrors);
        assertThat(output).as("standard output").doesNotContainPattern(JNI_COMPLAINT);
        assertThat(folder.resolve("hs_err.log")).doesNotExist();
        Pattern foreign = Pattern.compile("Initializing '" + cell.foreignClasses() + "'");
        assertThat(Files.readAllLines(folder.resolve("classes.log")).stream().filter(foreign.asPredicate()))
                .as("classes of another provider, initialized on " + cell)
                .isEmpty();
    }

    private static String withoutKnownRace(CharSequence errors) {
        Matcher race = JETTY_RACE.matcher(errors);
        race.results().forEach(found -> System.out.println("Jetty's own race: " + found.group()));
        return race.replaceAll("");
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
