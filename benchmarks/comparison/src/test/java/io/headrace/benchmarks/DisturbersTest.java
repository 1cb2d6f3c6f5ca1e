// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisturbersTest {
    private static final long SELF = 100;
    private static final long SECOND = 1_000_000_000;

    @TempDir
    private Path proc;

    private final AtomicLong now = new AtomicLong();

    @BeforeEach
    void prepare() throws IOException {
        process(SELF, "java", 1, 50);
        steal(7);
    }

    @Test
    void whoUsedAProcessorIsNamedWithItsShare() throws IOException {
        process(7, "a (nasty) name", 1, 1000);
        Disturbers disturbers = new Disturbers(proc, SELF, now::get);

        process(7, "a (nasty) name", 1, 1050);
        process(8, "cc1", 7, 25);
        disturbers.look();
        now.set(SECOND);

        assertThat(disturbers.found())
                .containsExactly(new Disturber("a (nasty) name", 0.5), new Disturber("cc1", 0.25));
    }

    @Test
    void serversAndClientsOfTheRunAreNone() throws IOException {
        Disturbers disturbers = new Disturbers(proc, SELF, now::get);

        process(SELF, "java", 1, 90);
        process(101, "taskset", SELF, 10);
        process(102, "headrace-load", 101, 80);
        disturbers.look();
        now.set(SECOND);

        assertThat(disturbers.found()).isEmpty();
    }

    @Test
    void whatTheHostTookIsNamed() throws IOException {
        Disturbers disturbers = new Disturbers(proc, SELF, now::get);

        steal(37);
        disturbers.look();
        now.set(SECOND);

        assertThat(disturbers.found()).containsExactly(new Disturber("other machines of the host", 0.3));
    }

    private void process(long pid, String name, long parent, long ticks) throws IOException {
        Path folder = Files.createDirectories(proc.resolve(Long.toString(pid)));
        Files.writeString(
                folder.resolve("stat"),
                "%d (%s) S %d 1 1 0 -1 0 0 0 0 0 %d 0 0 0 20 0 1 0\n".formatted(pid, name, parent, ticks));
    }

    private void steal(long ticks) throws IOException {
        Files.writeString(proc.resolve("stat"), "cpu  1 2 3 4 5 6 7 %d 0 0\n".formatted(ticks));
    }
}
