// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Duration STEP = Duration.ofSeconds(10);

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private long now;

    @Test
    void aRunAsFastAsPlannedLeavesWhatIsPlanned() {
        Progress progress = progress(false);
        progress.step("first", STEP);
        now += STEP.toNanos();
        progress.step("second", STEP);

        assertThat(lines()).containsExactly("[1/2] first, about 20 s left", "[2/2] second, about 10 s left");
    }

    @Test
    void aRunThatIsSlowTellsOfMoreThanIsPlanned() {
        Progress progress = progress(false);
        progress.step("first", STEP);
        now += STEP.multipliedBy(3).toNanos();
        progress.step("second", STEP);

        assertThat(lines()).endsWith("[2/2] second, about 15 s left");
    }

    @Test
    void theEstimateNeverGrowsByMoreThanTheTimeThatPassed() {
        Progress progress = new Progress(stream(), false, 100, STEP.multipliedBy(100), () -> now);
        progress.step("first", STEP);
        for (int i = 0; i < 10; i++) {
            now += Duration.ofSeconds(7).toNanos();
            progress.tick();
        }
        progress.step("second", STEP);

        int[] left = output.toString(StandardCharsets.UTF_8)
                .lines()
                .mapToInt(line -> Integer.parseInt(line.replaceAll(".*about (\\d+) s left", "$1")))
                .toArray();
        for (int i = 1; i < left.length; i++) {
            assertThat(left[i]).isLessThanOrEqualTo(left[i - 1] + 7);
        }
    }

    @Test
    void aLongStepIsToldOfAgainAfterFourSeconds() {
        Progress progress = progress(false);
        progress.step("first", STEP);
        now += Duration.ofSeconds(3).toNanos();
        progress.tick();
        now += Duration.ofSeconds(1).toNanos();
        progress.tick();

        assertThat(lines()).containsExactly("[1/2] first, about 20 s left", "[1/2] first, about 16 s left");
    }

    @Test
    void aTerminalKeepsOneLineAndLosesItAtTheEnd() {
        Progress progress = progress(true);
        progress.step("first", STEP);
        progress.end();

        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("\r\033[K[1/2] first, about 20 s left\r\033[K");
    }

    private Progress progress(boolean terminal) {
        return new Progress(stream(), terminal, 2, STEP.multipliedBy(2), () -> now);
    }

    private PrintStream stream() {
        return new PrintStream(output, true, StandardCharsets.UTF_8);
    }

    private String[] lines() {
        return output.toString(StandardCharsets.UTF_8).lines().toArray(String[]::new);
    }
}
