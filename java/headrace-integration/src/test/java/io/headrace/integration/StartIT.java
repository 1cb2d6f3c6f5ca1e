// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.integration.program.EmptyAgent;
import io.headrace.integration.program.FirstConnection;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program loads on the way to its first connection, more than without Headrace. */
class StartIT {
    /**
     * Own lambdas, string concatenation and methods of records by invokedynamic; streams, regular expressions,
     * formatted text, loggers, JMX, and what reads a resource by its URL.
     */
    private static final Pattern SLOW = Pattern.compile("""
            (java\\.lang\\.invoke\\.(\\w*LambdaMetafactory|StringConcatFactory)\
            |java\\.lang\\.runtime\\.|java\\.util\\.stream\\.|java\\.util\\.regex\\.|java\\.util\\.Formatter\
            |java\\.util\\.logging\\.|sun\\.util\\.logging\\.|jdk\\.internal\\.logger\\.\
            |java\\.lang\\.management\\.|javax\\.management\\.|java\\.net\\.JarURLConnection\
            |io\\.headrace\\.\\S*\\$\\$Lambda).*""");

    @TempDir
    Path folder;

    private Path program;

    @BeforeEach
    void packTheProgram() throws Exception {
        program = JavaCommand.jarOf(folder, FirstConnection.class, Map.of());
    }

    private Set<String> loaded(String provider, Object... options) throws Exception {
        Path log = folder.resolve("classes.txt");
        JavaCommand.Result result = new JavaCommand(folder)
                .with("-Xlog:class+load:file=" + log + ":none")
                .with(options)
                .with(FirstConnection.class.getName())
                .run();
        assertThat(result.output()).startsWith(provider);
        // a class that is made at run time has its address behind its name
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(line -> line.split("[ /]")[0]).collect(Collectors.toSet());
        }
    }

    private static void assertThatNothingSlowIsLoaded(Set<String> with, Set<String> without) {
        assertThat(with).anyMatch(name -> name.startsWith("io.headrace.nio.stream."));
        assertThat(with)
                .filteredOn(name -> SLOW.matcher(name).matches() && !without.contains(name))
                .isEmpty();
    }

    @Test
    void byPropertyNothingSlowIsLoadedBeforeTheFirstConnection() throws Exception {
        assertThatNothingSlowIsLoaded(
                loaded(
                        "io.headrace.",
                        "@" + System.getProperty("headrace.cell.options"),
                        "-Dio.headrace.announce=on",
                        "-cp",
                        program + File.pathSeparator + JavaCommand.allJar()),
                loaded("sun.nio.ch.", "-cp", program));
    }

    @Test
    void byAgentNothingSlowIsLoadedBeforeTheFirstConnection() throws Exception {
        Path empty = JavaCommand.jarOf(folder, EmptyAgent.class, Map.of("Premain-Class", EmptyAgent.class.getName()));
        assertThatNothingSlowIsLoaded(
                loaded("io.headrace.", "-javaagent:" + JavaCommand.allJar(), "-cp", program),
                loaded("sun.nio.ch.", "-javaagent:" + empty, "-cp", program));
    }

    /** A JVM that starts would inflate each class in the interpreter. */
    @Test
    void theJarIsNotCompressed() throws Exception {
        try (ZipFile jar = new ZipFile(JavaCommand.allJar().toFile())) {
            assertThat(jar.stream()).isNotEmpty().allMatch(entry -> entry.getMethod() == ZipEntry.STORED);
        }
    }
}
