// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.JdkChannels;
import java.io.IOException;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Bounded
class DuelTest {
    private static final int PROGRAMS = 100;
    private static final int REPEATS = 3;

    private final SelectorProvider one = JdkChannels.provider();
    private final SelectorProvider other = JdkChannels.provider();

    private Duel duel;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        duel = new Duel(one, other, folder);
    }

    @Test
    void theSameSeedIsTheSameProgram() {
        List<Operation> operations = Operation.all();

        assertThat(Program.random(5, operations)).isEqualTo(Program.random(5, operations));
        assertThat(Program.random(5, operations).steps())
                .isNotEqualTo(Program.random(6, operations).steps());
    }

    @Test
    void theJdkDoesNotDifferFromItself() throws IOException {
        List<Operation> operations = Operation.all();
        for (int seed = 0; seed < PROGRAMS; seed++) {
            Program program = Program.random(seed, operations);
            Difference difference = duel.run(program, null);
            // One of time does not come again.
            for (int i = 0; difference != null && i < REPEATS; i++) {
                difference = duel.run(program, null);
            }
            assertThat(difference).as("seed %d", seed).isNull();
        }
    }

    @Test
    void aWrongAnswerIsFoundAndItsProgramMadeShort() throws IOException {
        List<Operation> operations = new ArrayList<>(Operation.all());
        operations.add(new Operation(
                "wrong in the other world once a pipe was opened",
                50,
                0,
                (world, step) ->
                        world.provider == other && world.nodes.stream().anyMatch(node -> node.kind == Kind.SINK)));
        Program program = null;
        Difference difference = null;
        for (int seed = 0; difference == null; seed++) {
            program = Program.random(seed, operations);
            difference = duel.run(program, null);
        }
        StringBuilder story = new StringBuilder();
        Program shortest = duel.shrink(program, difference);
        Difference last = duel.run(shortest, story::append);

        assertThat(shortest.steps()).hasSize(2);
        assertThat(last.expected()).isEqualTo("false");
        assertThat(last.got()).isEqualTo("true");
        assertThat(story).contains("open pipe", "-> false", "BUT true");
    }
}
