// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.suite.program.ClassLoadingProgram;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ForkedJvm;
import io.headrace.suite.support.OnHeadrace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Headrace's objects are no facades around the JDK's. */
@Bounded
class ClassLoadingTest {
    private static final Pattern JDK_OBJECTS = Pattern.compile(".*Initializing 'sun/nio/ch/"
            + "((EPoll|Poll|KQueue)SelectorImpl|SocketChannelImpl|ServerSocketChannelImpl|DatagramChannelImpl"
            + "|PipeImpl)'.*");

    @TempDir
    private Path folder;

    /** Initialized, not only loaded: JDK 25's Files loads SocketChannelImpl to ask whether a channel is one. */
    private List<String> jdkObjectsMade() throws IOException, InterruptedException {
        List<String> lines = new ForkedJvm(ClassLoadingProgram.class)
                .with("-Xlog:class+init")
                .run("" + folder.resolve("socket"));
        assertThat(lines).anyMatch(line -> line.contains(ClassLoadingProgram.class.getSimpleName()));
        return lines.stream().filter(JDK_OBJECTS.asMatchPredicate()).toList();
    }

    @Test
    @OnHeadrace
    void onHeadraceNoneOfTheJdksObjectsIsMade() throws IOException, InterruptedException {
        assertThat(jdkObjectsMade()).isEmpty();
    }

    @Test
    @DisabledIfSystemProperty(named = OnHeadrace.PROVIDER, matches = ".*")
    void onTheJdkTheyAreFound() throws IOException, InterruptedException {
        assertThat(jdkObjectsMade()).hasSizeGreaterThanOrEqualTo(5);
    }
}
