// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.integration.program.FirstConnection;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

/** AppCDS and the AOT cache hold Headrace's classes too, as docs/start.md says how to train them. */
class ArchiveIT {
    private static final int SINCE_AOT_CACHE = 25;

    @TempDir
    Path folder;

    private Path archive;
    private String classPath;

    @BeforeEach
    void packTheProgram() throws Exception {
        Path program = JavaCommand.jarOf(folder, FirstConnection.class, Map.of());
        classPath = program + File.pathSeparator + JavaCommand.allJar();
        archive = folder.resolve("archive");
    }

    private static String property() {
        return "@" + System.getProperty("headrace.cell.options");
    }

    private static String agent() {
        return "-javaagent:" + JavaCommand.allJar();
    }

    private void train(Object... options) throws Exception {
        run(options);
        assertThat(archive).isNotEmptyFile();
    }

    private void run(Object... options) throws Exception {
        JavaCommand.Result result = new JavaCommand(folder)
                .with(options)
                .with("-cp", classPath, FirstConnection.class.getName())
                .run();
        assertThat(result.output()).contains("io.headrace.nio.selector.ReadinessSelector\n");
    }

    /** Says of the selector and of the channel where they are from. */
    private void assertThatItIsUsed(Object... options) throws Exception {
        Path log = folder.resolve("classes.txt");
        run(Stream.of(options, new Object[] {"-Xlog:class+load:file=" + log + ":none"})
                .flatMap(Stream::of)
                .toArray());
        assertThat(Files.readAllLines(log))
                .filteredOn(
                        line -> line.matches("io\\.headrace\\.nio\\.\\S*(ReadinessSelector|StreamSocketChannel) .*"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("source: shared objects file"));
    }

    @Test
    void anArchiveTrainedByPropertyIsUsedByProperty() throws Exception {
        train("-XX:ArchiveClassesAtExit=" + archive, property());
        assertThatItIsUsed("-XX:SharedArchiveFile=" + archive, property());
    }

    /** The JVM refuses to train under an agent. The class path has to be the same, so it names the jar again. */
    @Test
    void anArchiveTrainedByPropertyIsUsedByAgent() throws Exception {
        train("-XX:ArchiveClassesAtExit=" + archive, property());
        assertThatItIsUsed("-XX:SharedArchiveFile=" + archive, agent());
    }

    @Test
    @EnabledForJreRange(minVersion = SINCE_AOT_CACHE)
    void anAotCacheIsUsedByProperty() throws Exception {
        train("-XX:AOTCacheOutput=" + archive, property());
        assertThatItIsUsed("-XX:AOTCache=" + archive, property());
    }

    /** Linked classes the JVM takes under no agent. */
    @Test
    @EnabledForJreRange(minVersion = SINCE_AOT_CACHE)
    void anAotCacheWithoutLinkedClassesIsUsedByAgent() throws Exception {
        train("-XX:-AOTClassLinking", "-XX:AOTCacheOutput=" + archive, property());
        assertThatItIsUsed("-XX:AOTCache=" + archive, agent());
    }
}
