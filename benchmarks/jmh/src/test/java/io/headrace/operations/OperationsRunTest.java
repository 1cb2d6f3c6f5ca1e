// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class OperationsRunTest {
    private static final List<Cell> CELLS = Cell.of(Cell.PROVIDERS, Cell.BACKENDS);

    @Test
    void everyOtherRoundRunsTheCellsBackwards() {
        assertThat(OperationsRun.order(CELLS, 0)).isEqualTo(CELLS);
        assertThat(OperationsRun.order(CELLS, 1).get(0)).isEqualTo(CELLS.get(CELLS.size() - 1));
        assertThat(OperationsRun.order(CELLS, 2)).isEqualTo(CELLS);
    }
}
