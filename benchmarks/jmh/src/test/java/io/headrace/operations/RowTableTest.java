// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RowTableTest {
    private static final Row ROW = Row.named("SelectUnread.selectNow n=10 k=n");
    private static final Cell EDGE = new Cell("edge", "epoll");

    private final RowFigures figures = new RowFigures();

    @Test
    void aCellIsComparedWithTheJdkInTheSameRounds() {
        figures.add(ROW, new RowFigure(Cell.BASELINE, 1_000, 20, 0, List.of(900.0, 1_100.0)));
        figures.add(ROW, new RowFigure(Goal.CELL, 500, 10, 0.25, List.of(450.0, 660.0)));

        assertThat(RowTable.row(ROW, List.of(Cell.BASELINE, Goal.CELL), figures).lines())
                .containsExactly(
                        "SelectUnread.selectNow n=10 k=n",
                        "  jdk-epoll               1,000.0       20.0                                    0.0",
                        "  tracked-epoll             500.0       10.0     0.500    0.500 to 0.600        0.3");
    }

    @Test
    void plainCIsComparedLikeAnyCell() {
        figures.add(ROW, new RowFigure(Cell.BASELINE, 1_000, 20, 0, List.of(900.0, 1_100.0)));
        figures.add(ROW, new RowFigure(Cell.FLOOR, 250, 5, 0, List.of(225.0, 275.0)));

        assertThat(RowTable.row(ROW, List.of(Cell.FLOOR), figures).lines())
                .contains("  c-epoll                   250.0        5.0     0.250    0.250 to 0.250        0.0");
    }

    @Test
    void aCellThatIsSkippedSaysWhy() {
        assertThat(RowTable.row(ROW, List.of(EDGE), figures))
                .contains("edge-epoll")
                .contains("skipped: an edge is");
    }
}
