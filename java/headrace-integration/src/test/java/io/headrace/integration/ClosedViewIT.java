// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.integration.program.ClosedViews;
import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Headrace looks for closed views only where the module is there that makes them. */
class ClosedViewIT {
    private static final String CLASSES = System.getProperty("java.class.path");

    @TempDir
    Path folder;

    private String output(Object... options) throws Exception {
        return new JavaCommand(folder)
                .with("--add-modules", "jdk.incubator.foreign")
                .with(options)
                .with(ClosedViews.class.getName())
                .run()
                .output();
    }

    @Test
    @EnabledOnJre(JRE.JAVA_17)
    void aViewOfAClosedSegmentIsRefusedAsOnTheJdk() throws Exception {
        String expected = output("-cp", CLASSES);
        assertThat(expected).contains("write 64", "read 64", "Already closed");
        assertThat(output(
                        "@" + System.getProperty("headrace.cell.options"),
                        "-cp",
                        JavaCommand.allJar() + File.pathSeparator + CLASSES))
                .isEqualTo(expected);
    }
}
