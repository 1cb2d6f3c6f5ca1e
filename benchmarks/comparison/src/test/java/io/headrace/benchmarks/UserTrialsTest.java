// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserTrialsTest {
    private static final Answers.Ignored NOTHING = new Answers.Ignored(Set.of("date"), List.of());

    @TempDir
    private Path folder;

    @Test
    void aProgramOnJavaNioComesToHeadrace() throws IOException, InterruptedException {
        List<Trial> trials = tryOut("nio", "level", NOTHING).trials();

        assertThat(trials).extracting(Trial::failure).containsOnlyNulls();
        assertThat(trials.get(0).arrived())
                .isEqualTo("0 of 8 connections are Headrace's; 8 are the JDK's own channels");
        assertThat(trials.get(1).arrived()).isEqualTo("8 of 8 connections are Headrace's");
        assertThat(trials.get(1).difference()).isEmpty();
    }

    @Test
    void aProgramOnSocketsIsToldToBeOnThem() throws IOException, InterruptedException {
        assertThat(tryOut("sockets", "tracked", NOTHING).trials().get(1).arrived())
                .startsWith("0 of 8 connections are Headrace's; 8 are java.net sockets");
    }

    @Test
    void answersThatDifferAreShownAsADiff() throws IOException, InterruptedException {
        assertThat(tryOut("provider", "tracked", NOTHING).trials().get(1).difference())
                .contains("--- jdk", "+++ headrace-tracked", "-hello class sun.nio.ch.", "+hello class io.headrace.");
    }

    @Test
    void answersThatChangeByThemselvesAreRefusedUntilTheyAreIgnored() throws IOException, InterruptedException {
        assertThatThrownBy(() -> tryOut("clock", "tracked", NOTHING))
                .hasMessageContaining("--ignore-regex")
                .hasMessageContaining("--- jdk");

        Answers.Ignored numbers =
                new Answers.Ignored(Set.of("date", "content-length"), List.of(Pattern.compile("\\d+")));
        assertThat(tryOut("clock", "tracked", numbers).trials().get(1).difference())
                .isEmpty();
    }

    @Test
    void aJvmThatTheAgentDoesNotReachIsLeftOutWithTheReason() throws IOException, InterruptedException {
        int port = UserCommands.freePort();
        String command = "env -u JAVA_TOOL_OPTIONS " + UserCommands.server("nio", port);

        assertThat(tryOut(command, port, "tracked", NOTHING).trials().get(1).failure())
                .contains("the agent did not get into process");
    }

    private UserTrials.Outcome tryOut(String kind, String mode, Answers.Ignored ignored)
            throws IOException, InterruptedException {
        int port = UserCommands.freePort();
        return tryOut(UserCommands.server(kind, port), port, mode, ignored);
    }

    private UserTrials.Outcome tryOut(String command, int port, String mode, Answers.Ignored ignored)
            throws IOException, InterruptedException {
        Load load = Load.of(new UserRequest(port, "/", false, List.of()), 2, 0);
        return new UserTrials(
                        Installation.fromProperty(),
                        Cores.detect(),
                        ignored,
                        Scenario.ofUser(load, ""),
                        new PrintStream(PrintStream.nullOutputStream()))
                .run(List.of(
                        Implementation.ofUser(null, UserCommands.program(command, port, null, folder)),
                        Implementation.ofUser(mode, UserCommands.program(command, port, mode, folder))));
    }
}
