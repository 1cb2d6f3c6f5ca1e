// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GoalTableTest {
    private static final Row WAKEUP = Row.named("Wakeup.sameThread");
    private static final Row SELECT_ALL = Row.named("SelectDrained.selectNow n=1000 k=n");
    private static final Row ACCEPT = Row.named("Accept.acceptNonBlocking");

    private final RowFigures figures = new RowFigures();

    @Test
    void everyGoalHasRowsThatShowIt() {
        assertThat(Goal.ALL).allMatch(goal -> Row.all().stream().anyMatch(goal::isShownBy));
    }

    @Test
    void aRatioBelowTheGoalMeetsIt() {
        add(WAKEUP, Cell.BASELINE, 0, 100, 100);
        add(WAKEUP, Goal.CELL, 0, 50, 60);

        assertThat(print()).contains("Wakeup.sameThread  ≤0.65   0.550  yes\n");
    }

    @Test
    void aRatioAboveTheGoalMissesIt() {
        add(WAKEUP, Cell.BASELINE, 0, 100, 100);
        add(WAKEUP, Goal.CELL, 0, 90, 70);

        assertThat(print()).contains("Wakeup.sameThread  ≤0.65   0.800  no\n");
    }

    @Test
    void whatTheKernelAloneTakesStandsBesideWhatWasSeen() {
        add(WAKEUP, Cell.BASELINE, 0, 100, 100);
        add(WAKEUP, Goal.CELL, 0, 50, 60);
        add(WAKEUP, Cell.FLOOR, 0, 40, 45);

        assertThat(print()).contains("Wakeup.sameThread  ≤0.65   0.550   0.425   yes\n");
    }

    @Test
    void roundsThatDisagreeAreCounted() {
        add(WAKEUP, Cell.BASELINE, 0, 100, 100);
        add(WAKEUP, Goal.CELL, 0, 90, 60);

        assertThat(print()).contains("no, in 1 of 2 rounds\n");
    }

    @Test
    void lessThanAnObjectAChannelIsNoAllocation() {
        add(SELECT_ALL, Goal.CELL, 15_000, 1);

        assertThat(print()).contains("15.0 B").contains("yes\n");
    }

    @Test
    void anObjectAChannelIsAllocation() {
        add(SELECT_ALL, Goal.CELL, 16_000, 1);

        assertThat(print()).contains("16.0 B").contains("no\n");
    }

    @Test
    void whatAcceptAllocatesIsNoGoal() {
        add(ACCEPT, Goal.CELL, 500, 1);

        assertThat(print()).isEmpty();
    }

    private void add(Row row, Cell cell, double allocated, double... rounds) {
        List<Double> times = Arrays.stream(rounds).boxed().toList();
        double mean = times.stream().mapToDouble(time -> time).average().orElseThrow();
        figures.add(row, new RowFigure(cell, mean, 1, allocated, times));
    }

    /** With one blank for several. */
    private String print() {
        return new GoalTable(figures).print().replaceAll(" {4,}", "  ").replace("\r", "");
    }
}
