// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.JRE.JAVA_24;

import io.headrace.integration.JavaCommand.Result;
import io.headrace.integration.program.EarlyAgent;
import io.headrace.integration.program.OwnLogManager;
import io.headrace.integration.program.ProviderReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The agent as packaged, under programs that know nothing of it. */
class AgentIT {
    private static final String HEADRACE =
            "io.headrace.HeadraceSelectorProvider ReadinessSelector TransferableSocketChannel\n";
    private static final String DIRECT = "transferTo direct";

    @TempDir
    Path folder;

    private Path app;

    @BeforeEach
    void packTheProgram() throws Exception {
        app = JavaCommand.jarOf(folder, ProviderReport.class, Map.of("Main-Class", ProviderReport.class.getName()));
    }

    private JavaCommand java(Object... options) {
        return new JavaCommand(folder).with(options);
    }

    private static String agent(String options) {
        return "-javaagent:" + JavaCommand.allJar() + options;
    }

    @Test
    void aProgramStartedFromItsJarStandsOnHeadrace() throws Exception {
        Result result = java(agent(""), "-jar", app).run();
        assertThat(result.output()).isEqualTo(HEADRACE);
        assertThat(result.errors().lines())
                .singleElement()
                .asString()
                .containsPattern("Headrace \\S+: mode tracked, backend epoll, " + DIRECT);
    }

    @Test
    void anOptionPrevailsOverTheProperty() throws Exception {
        Result result = java("-Dio.headrace.mode=edge", "-Dio.headrace.backend=poll", agent("=mode=level"), "-jar", app)
                .run();
        assertThat(result.errors()).contains("mode level, backend poll");
    }

    @Test
    void theAgentMayLieInAPathWithSpaces() throws Exception {
        Path copy = Files.createDirectory(folder.resolve("a folder")).resolve("the agent.jar");
        Files.copy(JavaCommand.allJar(), copy);
        assertThat(java("-javaagent:" + copy, "-jar", app).run().output()).isEqualTo(HEADRACE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=colour=red|unknown option \"colour=red\", allowed are mode, backend, fallback, spin, readahead,"
                        + " threads, announce, library.path, tmpdir, each with =VALUE",
                "=mode|unknown option \"mode\"",
                "=mode=level,mode=edge|option \"mode=edge\" is given twice",
                "=mode=fast|io.headrace.mode is \"fast\", allowed are tracked, level, oneshot, edge",
                "=backend=kqueue|io.headrace.backend"
            })
    void aWrongOptionEndsTheJvmWithOneLine(String options, String line) throws Exception {
        Result result = java(agent(options), "-jar", app).run();
        assertThat(result.errors())
                .startsWith("Headrace agent: ")
                .contains(line)
                .hasLineCount(1);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).isEmpty();
    }

    @Test
    void theSecondOfTwoAgentsChangesNothingAndSaysSo() throws Exception {
        Result result =
                java(agent("=mode=level"), agent("=mode=oneshot"), "-jar", app).run();
        assertThat(result.output()).isEqualTo(HEADRACE);
        assertThat(result.errors()).contains("is there already").contains("mode level");
    }

    @Test
    void anAgentThatOpenedAChannelBeforeIsNamedAsTheCause() throws Exception {
        Path early = JavaCommand.jarOf(folder, EarlyAgent.class, Map.of("Premain-Class", EarlyAgent.class.getName()));
        Result result = java("-javaagent:" + early, agent(""), "-jar", app).run();
        assertThat(result.output()).startsWith("sun.nio.ch.EPollSelectorProvider EPollSelectorImpl");
        assertThat(result.errors())
                .contains("Headrace agent: has no effect: sun.nio.ch.EPollSelectorProvider was chosen before it came");
    }

    @Test
    void theUsersOwnProviderStays() throws Exception {
        Result result = java(
                        "-Djava.nio.channels.spi.SelectorProvider=sun.nio.ch.PollSelectorProvider",
                        agent(""),
                        "-jar",
                        app)
                .run();
        assertThat(result.output()).startsWith("sun.nio.ch.PollSelectorProvider");
        assertThat(result.errors())
                .contains("Headrace agent: has no effect: -Djava.nio.channels.spi.SelectorProvider names");
    }

    @Test
    void theExportReachesTheNamedModule() throws Exception {
        Result result = java("-p", JavaCommand.jars(), "--add-modules=io.headrace,ALL-MODULE-PATH")
                .with(nativeAccessOfModule(), agent(""), "-jar", app)
                .run();
        assertThat(result.output()).isEqualTo(HEADRACE);
        assertThat(result.errors()).contains(DIRECT);
    }

    private static String nativeAccessOfModule() {
        return Runtime.version().feature() < 24 ? "-Dany" : "--enable-native-access=io.headrace";
    }

    @Test
    void theExportReachesTheBootClassPath() throws Exception {
        Result result = java("-Xbootclasspath/a:" + JavaCommand.jars(), agent(""), "-jar", app)
                .run();
        assertThat(result.output()).isEqualTo(HEADRACE);
        assertThat(result.errors()).contains(DIRECT);
    }

    @Test
    void aLogManagerThatMainSetsIsNotForestalled() throws Exception {
        Result result = java(agent(""), "-cp", System.getProperty("java.class.path"), OwnLogManager.class.getName())
                .run();
        assertThat(result.output()).isEqualTo("Manager\n" + HEADRACE);
    }

    @Test
    void withoutALibraryTheJdkServesAfterOneWarning() throws Exception {
        Result result = java(agent("=library.path=/nowhere"), "-jar", app).run();
        assertThat(result.output())
                .isEqualTo("io.headrace.HeadraceSelectorProvider EPollSelectorImpl SocketChannelImpl\n");
        assertThat(result.errors().lines().filter(line -> line.contains("WARNING")))
                .singleElement()
                .asString()
                .contains("/nowhere")
                .contains("there is no such file");
    }

    @Test
    void withoutALibraryTheProgramDoesNotStartWhereTheUserWantsThat() throws Exception {
        Result result =
                java(agent("=fallback=fail,library.path=/nowhere"), "-jar", app).run();
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.errors()).contains("Headrace agent: Headrace is not available: ");
    }

    /** JEP 472: the JVM warns once of whoever loads a library without leave. */
    @Test
    @EnabledForJreRange(min = JAVA_24)
    void nativeAccessThatIsGivenLeavesNoWarning() throws Exception {
        assertThat(java(agent(""), "-jar", app).run().errors()).doesNotContain("restricted method");
    }

    /** As README says: no manifest counts for an agent. */
    @Test
    @EnabledForJreRange(min = JAVA_24)
    void nativeAccessThatIsNotGivenIsWarnedOfAndHeadraceServes() throws Exception {
        Result result = JavaCommand.withoutNativeAccess(folder)
                .with(agent(""), "-jar", app)
                .run();
        assertThat(result.output()).isEqualTo(HEADRACE);
        assertThat(result.errors().lines().filter(line -> line.startsWith("WARNING: ")))
                .hasSize(4)
                .contains("WARNING: A restricted method in java.lang.System has been called");
    }

    @Test
    void theSameAgentTwiceHasOneEffectAndOneLine() throws Exception {
        Result result = java(agent(""), agent(""), "-jar", app).run();
        assertThat(result.output()).isEqualTo(HEADRACE);
        assertThat(result.errors()).hasLineCount(1).startsWith("Headrace ");
    }

    @Test
    void headracesProviderByNameIsNoOther() throws Exception {
        Result result = java(
                        "-Djava.nio.channels.spi.SelectorProvider=io.headrace.HeadraceSelectorProvider",
                        agent(""),
                        "-jar",
                        app)
                .run();
        assertThat(result.output()).isEqualTo(HEADRACE);
        assertThat(result.errors()).contains(DIRECT);
    }

    @Test
    void aTruncatedLibraryIsNamedAndTheJdkServes() throws Exception {
        byte[] library = JavaCommand.library();
        assertThatTheJdkServes(Arrays.copyOf(library, library.length / 2), "is truncated: ");
    }

    @Test
    void aLibraryOfAnotherArchitectureIsNamedAndTheJdkServes() throws Exception {
        byte[] library = JavaCommand.library();
        library[18] ^= 1; // e_machine of its ELF header
        assertThatTheJdkServes(library, "is of another platform: ");
    }

    private void assertThatTheJdkServes(byte[] library, String why) throws Exception {
        Path file = Files.write(folder.resolve("broken.so"), library);
        Result result = java(agent("=library.path=" + file), "-jar", app).run();
        assertThat(result.output())
                .isEqualTo("io.headrace.HeadraceSelectorProvider EPollSelectorImpl SocketChannelImpl\n");
        assertThat(result.errors()).containsOnlyOnce("WARNING: ").contains(file + ": " + why);
    }
}
