// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The heap against a plain map. */
class TimerHeapTest {
    private final TimerHeap heap = new TimerHeap();

    private static LoopTimer timer() {
        return new LoopTimer(null, () -> {});
    }

    private List<LoopTimer> pollAll(long now) {
        List<LoopTimer> all = new ArrayList<>();
        for (LoopTimer due = heap.pollDue(now); due != null; due = heap.pollDue(now)) {
            all.add(due);
        }
        return all;
    }

    @Test
    void timersComeByDeadlineAndNotBefore() {
        LoopTimer late = timer();
        LoopTimer soon = timer();
        heap.start(late, 20);
        heap.start(soon, 10);
        assertThat(pollAll(9)).isEmpty();
        assertThat(pollAll(10)).containsExactly(soon);
        assertThat(pollAll(30)).containsExactly(late);
    }

    @Test
    void deadlinesMayPassTheEndOfTheClock() {
        LoopTimer before = timer();
        LoopTimer after = timer();
        heap.start(after, Long.MIN_VALUE + 5);
        heap.start(before, Long.MAX_VALUE - 5);
        assertThat(pollAll(Long.MIN_VALUE)).containsExactly(before);
        assertThat(pollAll(Long.MIN_VALUE + 5)).containsExactly(after);
    }

    @Test
    void anyProgramOfStartsAndCancelsLeavesWhatAMapWouldHave() {
        Random random = new Random(24);
        List<LoopTimer> timers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            timers.add(timer());
        }
        Map<LoopTimer, Long> expected = new HashMap<>();
        for (int step = 0; step < 100_000; step++) {
            LoopTimer timer = timers.get(random.nextInt(timers.size()));
            if (random.nextInt(3) == 0) {
                heap.cancel(timer);
                expected.remove(timer);
            } else {
                long deadline = random.nextInt(1000);
                heap.start(timer, deadline);
                expected.put(timer, deadline);
            }
            assertThat(heap.size()).isEqualTo(expected.size());
            if (step % 1000 == 0) {
                long now = random.nextInt(1000);
                List<LoopTimer> due = pollAll(now);
                assertThat(due).isSortedAccordingTo((a, b) -> Long.compare(a.deadline, b.deadline));
                assertThat(due)
                        .containsExactlyInAnyOrderElementsOf(expected.keySet().stream()
                                .filter(each -> expected.get(each) <= now)
                                .toList());
                expected.keySet().removeAll(due);
            }
        }
    }
}
