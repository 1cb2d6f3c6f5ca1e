// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.JRE.JAVA_18;
import static org.junit.jupiter.api.condition.JRE.JAVA_24;
import static org.junit.jupiter.api.condition.JRE.JAVA_25;

import io.headrace.integration.program.RecordedConversation;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the flight recorder has of reads and writes, compared with what it has of the JDK's own channels. */
class FlightRecorderIT {
    /** Few, and more than those in which Headrace avoids the classes of the recorder. */
    private static final int FEW = 3;

    private static final int MANY = 300;

    private static final String CLASSES = System.getProperty("java.class.path");
    private static final String AGENT = "-javaagent:" + JavaCommand.allJar();
    private static final String PROVIDER = "@" + System.getProperty("headrace.cell.options");

    @TempDir
    Path folder;

    private JavaCommand java() throws Exception {
        return new JavaCommand(Files.createTempDirectory(folder, "run"));
    }

    private JavaCommand onTheJdk() throws Exception {
        return java().with("-cp", CLASSES);
    }

    private JavaCommand underTheAgent() throws Exception {
        return java().with(AGENT, "-cp", CLASSES);
    }

    private JavaCommand byProperty() throws Exception {
        return java().with(PROVIDER, "-cp", JavaCommand.allJar() + File.pathSeparator + CLASSES);
    }

    private Recorded recorded() throws Exception {
        return new Recorded(Files.createTempDirectory(folder, "recorded"));
    }

    private static List<String> asOwn(List<String> events) {
        return events.stream()
                .map(event -> event.replaceFirst("^jdk\\.", "io.headrace."))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {FEW, MANY})
    @DisabledForJreRange(min = JAVA_18, max = JAVA_24)
    void underTheAgentAServerThatRunsIsRecordedAsOnTheJdk(int exchangesBefore) throws Exception {
        List<String> expected = recorded().startedLater(onTheJdk(), exchangesBefore);
        assertThat(expected)
                .anyMatch(event -> event.startsWith("jdk.SocketRead"))
                .anyMatch(event -> event.startsWith("jdk.SocketWrite"));
        assertThat(recorded().startedLater(underTheAgent(), exchangesBefore)).isEqualTo(expected);
    }

    @Test
    @DisabledForJreRange(min = JAVA_18, max = JAVA_24)
    void underTheAgentARecordingFromTheStartIsAsOnTheJdk() throws Exception {
        List<String> expected = recorded().startedFirst(onTheJdk());
        assertThat(recorded().startedFirst(underTheAgent())).isEqualTo(expected).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {FEW, MANY})
    @EnabledForJreRange(min = JAVA_25)
    void withoutTheAgentTheEventsAreOursAndSayTheSame(int exchangesBefore) throws Exception {
        List<String> expected = asOwn(recorded().startedLater(onTheJdk(), exchangesBefore));
        assertThat(recorded().startedLater(byProperty(), exchangesBefore))
                .isEqualTo(expected)
                .isNotEmpty();
    }

    @Test
    void withoutTheAgentARecordingFromTheStartHasAllThatALaterOneHas() throws Exception {
        List<String> later = recorded().startedLater(byProperty(), FEW);
        assertThat(recorded().startedFirst(byProperty())).isEqualTo(later);
        assertThat(later)
                .allMatch(event -> event.startsWith("io.headrace.Socket"))
                .anyMatch(event -> event.contains("SocketRead") && event.contains("endOfStream=true"))
                .anyMatch(event -> event.contains("SocketRead") && event.contains("timeout=30000"))
                .anyMatch(event -> event.contains("SocketWrite") && event.contains("host=localhost"))
                .anyMatch(event -> event.contains("SocketWrite") && event.contains("address=[name]"));
    }

    @Test
    @EnabledForJreRange(min = JAVA_18, max = JAVA_24)
    void whereTheJdksEventsCannotBeWrittenTheAgentsAreOurs() throws Exception {
        List<String> expected = recorded().startedLater(byProperty(), MANY);
        assertThat(recorded().startedLater(underTheAgent(), MANY))
                .isEqualTo(expected)
                .isNotEmpty();
    }

    /** Java 17 would break the JDK's own sockets and files. */
    @Test
    void whileNobodyRecordsNoClassOfTheRecorderIsLoaded() throws Exception {
        for (JavaCommand java : List.of(underTheAgent(), byProperty())) {
            java.with("-Xlog:class+load:file=classes.txt", RecordedConversation.class.getName(), FEW);
            Process process = java.builder().start();
            try {
                process.outputWriter().append("\n\n").flush();
                assertThat(process.waitFor()).isZero();
            } finally {
                process.destroyForcibly();
            }
            assertThat(java.builder().directory().toPath().resolve("classes.txt"))
                    .content()
                    .contains(" io.headrace.nio.stream.StreamSocketChannel ")
                    .doesNotContain(" jdk.jfr.");
        }
    }
}
