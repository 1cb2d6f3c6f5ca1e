// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonNull;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RowFigureTest {
    private static final Row ROW = Row.named("Wakeup.sameThread");

    @Test
    void aFigureIsTheMeanOfAllIterationsAndOfEachRound() {
        RowFigure figure =
                figure(sample(List.of(10.0, 20.0), List.of(0.0, 0.0)), sample(List.of(30.0, 60.0), List.of(0.0, 0.0)));

        assertThat(figure.time()).isEqualTo(30);
        assertThat(figure.rounds()).containsExactly(15.0, 45.0);
    }

    @Test
    void allocationIsTheMedianOfTheIterations() {
        RowFigure figure = figure(sample(List.of(1.0, 1.0, 1.0), List.of(16.0, 17.0, 900.0)));

        assertThat(figure.allocated()).isEqualTo(17);
    }

    @Test
    void aTimeoutThatWasAskedForIsTakenOff() {
        Row timer =
                Row.all().stream().filter(row -> row.wanted() > 0).findFirst().orElseThrow();
        ProcessSample late = sample(List.of(timer.wanted() + 5, timer.wanted() + 7), List.of(0.0, 0.0));

        RowFigure figure = RowFigure.of(timer, Cell.BASELINE, List.of(late));

        assertThat(figure.time()).isEqualTo(6);
        assertThat(figure.rounds()).containsExactly(6.0);
    }

    private static RowFigure figure(ProcessSample... samples) {
        return RowFigure.of(ROW, Cell.BASELINE, List.of(samples));
    }

    private static ProcessSample sample(List<Double> times, List<Double> allocated) {
        return new ProcessSample(times, allocated, JsonNull.INSTANCE);
    }
}
