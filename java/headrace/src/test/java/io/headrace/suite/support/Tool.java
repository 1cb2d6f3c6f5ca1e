// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.condition.OS;

/** Commands that not every machine has, and Windows never. */
public final class Tool {
    private Tool() {}

    /** Skips the test where there is none of this name; in CI that is a failure, but on Windows. */
    public static void assumePresent(String name) {
        boolean found = !OS.WINDOWS.isCurrentOs()
                && Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, name)));
        assertThat(found || OS.WINDOWS.isCurrentOs() || !"true".equals(System.getenv("CI")))
                .as("%s is there, or this is not CI", name)
                .isTrue();
        Assumptions.assumeTrue(found, "no " + name);
    }
}
