// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ForksTest {
    private static final Row READ = Row.named("WouldBlock.read buffer=direct");
    private static final Timing SHORT = new Timing(1, 1, 3, Duration.ofMillis(20));

    private static final Offset<Double> LAST_DIGIT = Offset.offset(1e-6);

    @TempDir
    private Path folder;

    @Test
    void aForkGivesTimeAndAllocationOfEachIteration() throws IOException {
        ProcessSample sample = measure(Goal.CELL);

        assertThat(sample.times()).hasSize(3).allMatch(time -> time > 0);
        assertThat(sample.allocated()).hasSize(3).allMatch(bytes -> bytes >= 0);
    }

    @Test
    void aFigureIsWhatJmhMakesOfTheSameIterations() throws IOException {
        ProcessSample sample = measure(Goal.CELL);
        JsonObject metric = sample.raw().getAsJsonObject().getAsJsonObject("primaryMetric");

        RowFigure figure = RowFigure.of(READ, Goal.CELL, List.of(sample));

        assertThat(figure.time()).isEqualTo(metric.get("score").getAsDouble(), LAST_DIGIT);
        assertThat(figure.error()).isEqualTo(metric.get("scoreError").getAsDouble(), LAST_DIGIT);
    }

    @Test
    void aForkThatFailsNamesItsRowItsCellAndItsLog() {
        Cell unknown = new Cell("tracked", "carrier-pigeon");

        assertThatThrownBy(() -> measure(unknown))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(READ.name(), unknown.name(), folder.toString());
    }

    private ProcessSample measure(Cell cell) throws IOException {
        return new Forks(cell).measure(READ, SHORT, folder.resolve("log"));
    }
}
