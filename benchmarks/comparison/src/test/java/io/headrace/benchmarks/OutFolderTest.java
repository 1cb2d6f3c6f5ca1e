// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

class OutFolderTest {
    @TempDir
    private Path folder;

    private final CommandSpec spec =
            Compare.commandLine(new PrintStream(PrintStream.nullOutputStream())).getCommandSpec();

    @Test
    void aFolderThatIsNotThereIsMade() {
        Path made = OutFolder.make(spec, folder.resolve("a/b"), null);

        assertThat(made).isEqualTo(folder.resolve("a/b")).isDirectory();
    }

    @Test
    void aFolderThatCannotBeMadeIsRefusedByOptionValueAndReason() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertRefused(file, "--out " + file + ": " + file + " is no folder");
        assertRefused(Path.of("/proc/x"), "--out /proc/x: ");
    }

    private void assertRefused(Path out, String message) {
        assertThatThrownBy(() -> OutFolder.make(spec, out, null))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith(message);
    }
}
