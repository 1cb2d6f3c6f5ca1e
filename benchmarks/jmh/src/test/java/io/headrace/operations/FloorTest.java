// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FloorTest {
    @Test
    void everyFloorHasRowsThatItIsFor() {
        assertThat(Floor.ALL).allMatch(floor -> Row.all().stream().anyMatch(floor::isFor));
    }

    @Test
    void noRowHasTwoFloors() {
        assertThat(Row.all())
                .allMatch(row ->
                        Floor.ALL.stream().filter(floor -> floor.isFor(row)).count() <= 1);
    }

    @Test
    void everyRowOfAGoalHasAFloorButThoseOfUnreadKeys() {
        assertThat(Row.all().stream()
                        .filter(Goal::hasOneFor)
                        .filter(row -> Floor.of(row).isEmpty()))
                .extracting(Row::benchmark)
                .containsExactly("SelectUnread.selectNow", "SelectUnread.selectNowKept");
    }

    @Test
    void aFloorHasTheSizesOfItsRow() {
        Row row = Row.named("SelectDrained.selectNow n=100 k=1");

        assertThat(Floor.of(row).orElseThrow().arguments(row))
                .isEqualTo(List.of("--operation=drained", "--connections=100"));
    }

    @Test
    void aRowWithoutAFloorIsNotRunInC() {
        List<Cell> cells = List.of(Cell.BASELINE, Cell.FLOOR);

        assertThat(Cell.thatHave(Row.named("Wakeup.otherThread"), cells)).containsExactly(Cell.BASELINE);
        assertThat(Cell.thatHave(Row.named("Wakeup.sameThread"), cells)).isEqualTo(cells);
    }
}
