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
    void aRunTwiceAsSlowLeavesTwiceWhatIsPlanned() {
        Progress progress = progress(false);
        progress.step("first", STEP);
        now += STEP.multipliedBy(2).toNanos();
        progress.step("second", STEP);

        assertThat(lines()).endsWith("[2/2] second, about 20 s left");
    }

    @Test
    void aTerminalKeepsOneLineAndLosesItAtTheEnd() {
        Progress progress = progress(true);
        progress.step("first", STEP);
        progress.end();

        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("\r\033[K[1/2] first, about 20 s left\r\033[K");
    }

    private Progress progress(boolean terminal) {
        PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
        return new Progress(out, terminal, 2, STEP.multipliedBy(2), () -> now);
    }

    private String[] lines() {
        return output.toString(StandardCharsets.UTF_8).lines().toArray(String[]::new);
    }
}
