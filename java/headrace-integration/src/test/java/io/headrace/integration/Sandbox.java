// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs commands where the system refuses a call: by a program in C, as Java cannot call seccomp(2). */
final class Sandbox {
    private final Path program;

    private Sandbox(Path program) {
        this.program = program;
    }

    /** Skips the test where there is no C compiler, or where this user may not refuse calls. */
    static Sandbox in(Path folder) throws IOException, InterruptedException {
        Path source = folder.resolve("forbid.c");
        try (InputStream text = Sandbox.class.getResourceAsStream("forbid.c")) {
            Files.copy(text, source);
        }
        Path program = folder.resolve("forbid");
        assumeTrue(hasCompiler(), "no cc");
        assertThat(run("cc", "-o", program.toString(), source.toString())).isZero();
        assumeTrue(run(program.toString(), "accept4", "EPERM", "true") == 0, "no seccomp(2)");
        return new Sandbox(program);
    }

    private static boolean hasCompiler() throws InterruptedException {
        try {
            return run("cc", "--version") == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** What goes before a command. */
    List<String> without(String call, String error) {
        return List.of(program.toString(), call, error);
    }
}
