// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ForksTest {
    private static final Row READ = Row.named("WouldBlock.read buffer=direct");

    @TempDir
    private Path folder;

    private Forks forks;

    @BeforeEach
    void makeForks() {
        forks = new Forks(new Timing(1, 1, 2, Duration.ofMillis(20)), folder.resolve("log"));
    }

    @Test
    void aForkGivesTimeAndAllocation() throws IOException {
        Figure figure = Figure.of(READ, Goal.CELL, List.of(forks.run(READ, Goal.CELL), forks.run(READ, Goal.CELL)));

        assertThat(figure.time()).isPositive();
        assertThat(figure.allocated()).isNotNegative();
        assertThat(figure.rounds()).hasSize(2);
    }

    @Test
    void aForkThatFailsNamesItsRowItsCellAndItsLog() {
        Cell unknown = new Cell("tracked", "carrier-pigeon");

        assertThatThrownBy(() -> forks.run(READ, unknown))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(READ.name(), unknown.name(), folder.toString());
    }
}
