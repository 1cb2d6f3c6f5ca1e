// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {

    @Test
    void whatIsNotNeededIsDropped() {
        List<Integer> all = IntStream.range(0, 100).boxed().toList();

        assertThat(Shrinker.shrink(all, list -> list.containsAll(List.of(3, 50, 97))))
                .containsExactly(3, 50, 97);
    }

    @Test
    void whatIsNeededByTwosIsDroppedByTwos() {
        List<Integer> all = IntStream.range(0, 64).boxed().toList();

        assertThat(Shrinker.shrink(all, list -> list.contains(10) && list.size() % 2 == 0))
                .contains(10)
                .hasSizeLessThan(all.size());
    }
}
