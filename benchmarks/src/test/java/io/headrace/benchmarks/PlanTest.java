// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Plan QUICK = Plan.quick(Selection.QUICK);

    @Test
    void aBlockMeasuresInAnOrderThatReadsTheSameBackwards() {
        assertThat(names(QUICK.rounds(0))).containsExactly("jdk", "headrace-tracked", "headrace-tracked", "jdk");
    }

    @Test
    void everyOtherBlockBeginsWithTheLast() {
        assertThat(names(QUICK.rounds(1))).containsExactly("headrace-tracked", "jdk", "jdk", "headrace-tracked");
    }

    @Test
    void quickTakesNoMoreThanAMinuteAndAHalf() {
        assertThat(QUICK.estimate()).isLessThanOrEqualTo(Duration.ofSeconds(90));
    }

    private static List<String> names(List<Implementation> implementations) {
        return implementations.stream().map(Implementation::name).toList();
    }
}
