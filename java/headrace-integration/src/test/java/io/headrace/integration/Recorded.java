// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headrace.integration.program.RecordedConversation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** A run of {@link RecordedConversation}, and what the flight recorder has of it. */
final class Recorded {
    static final List<String> NAMES =
            List.of("jdk.SocketRead", "jdk.SocketWrite", "io.headrace.SocketRead", "io.headrace.SocketWrite");

    private static final long PATIENCE_SECONDS = 60;
    private static final String FILE = "recording.jfr";

    private final Path folder;
    private final Path settings;

    Recorded(Path folder) throws IOException {
        this.folder = folder;
        settings = Files.writeString(folder.resolve("all.jfc"), settings());
    }

    /** Each event on, however short, and none left out; a release that knows no throttle passes it over. */
    private static String settings() {
        StringBuilder text = new StringBuilder("<?xml version='1.0'?><configuration version='2.0'>");
        for (String name : NAMES) {
            text.append("<event name='").append(name).append("'>");
            text.append("<setting name='enabled'>true</setting><setting name='threshold'>0 ns</setting>");
            text.append("<setting name='stackTrace'>true</setting><setting name='throttle'>off</setting></event>");
        }
        return text.append("</configuration>").toString();
    }

    private static Path jcmd() {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        assumeTrue(Files.isExecutable(jcmd), "this Java has no jcmd");
        return jcmd;
    }

    /** What a recording has that is started when the connections have been open and in use for a while. */
    List<String> startedLater(JavaCommand java, int exchangesBefore) throws Exception {
        Path jcmd = jcmd();
        return events(java, exchangesBefore, (pid, command) -> run(jcmd.toString(), pid, command));
    }

    /** What a recording has that is started with the JVM. */
    List<String> startedFirst(JavaCommand java) throws Exception {
        java.with("-XX:StartFlightRecording:settings=%s,filename=%s".formatted(settings, folder.resolve(FILE)));
        return events(java, 0, (pid, command) -> {});
    }

    private interface Control {
        void accept(String pid, String command) throws Exception;
    }

    private List<String> events(JavaCommand java, int exchangesBefore, Control control) throws Exception {
        Path errors = folder.resolve("errors.txt");
        Process process = java.with(RecordedConversation.class.getName(), exchangesBefore)
                .builder()
                .redirectError(errors.toFile())
                .start();
        try (BufferedReader output = process.inputReader();
                Writer input = process.outputWriter()) {
            String pid = Long.toString(process.pid());
            awaitLine(output, "ready", errors);
            control.accept(pid, "JFR.start name=r settings=" + settings);
            input.append('\n').flush();
            awaitLine(output, "done", errors);
            control.accept(pid, "JFR.stop name=r filename=" + folder.resolve(FILE));
            input.append('\n').flush();
            assertThat(process.waitFor(PATIENCE_SECONDS, SECONDS)).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        return read(folder.resolve(FILE));
    }

    /** A program that dies ends its output. */
    private static void awaitLine(BufferedReader output, String wanted, Path errors) throws IOException {
        String line = output.readLine();
        while (line != null && !line.equals(wanted)) {
            line = output.readLine();
        }
        assertThat(line).as(Files.readString(errors)).isEqualTo(wanted);
    }

    private void run(String... words) throws Exception {
        Path output = folder.resolve("jcmd.txt");
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(PATIENCE_SECONDS, SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }

    /** The socket events in their order, a line each; ports have numbers in the order in which they appear. */
    private static List<String> read(Path file) throws IOException {
        Stream<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
                .filter(event -> NAMES.contains(event.getEventType().getName()))
                .sorted(Comparator.comparing(RecordedEvent::getStartTime));
        List<Integer> ports = new ArrayList<>(List.of(0));
        return events.map(event -> line(event, ports)).toList();
    }

    private static String line(RecordedEvent event, List<Integer> ports) {
        assertThat(event.getStackTrace()).isNotNull();
        assertThat(event.getThread()).isNotNull();
        StringBuilder line = new StringBuilder(event.getEventType().getName());
        for (ValueDescriptor field : event.getFields()) {
            String name = field.getName();
            if (name.equals("port")) {
                int port = event.getInt(name);
                if (!ports.contains(port)) {
                    ports.add(port);
                }
                line.append(" port=").append(ports.indexOf(port));
            } else if (!List.of("startTime", "duration", "eventThread", "stackTrace")
                    .contains(name)) {
                line.append(' ').append(name).append('=').append(event.<Object>getValue(name));
            }
        }
        return line.toString();
    }
}
