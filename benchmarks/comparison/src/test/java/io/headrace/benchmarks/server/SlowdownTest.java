// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlowdownTest {
    private static final long MILLISECOND = 1_000_000;

    /** The clock goes on by a microsecond whenever it is read. */
    private long now;

    private final Slowdown slowdown = new Slowdown(0.05, () -> now += 1000);

    @Test
    void spinsForItsPartOfTheTimeSinceTheLastRound() {
        assertThat(spinAfter(20 * MILLISECOND)).isBetween(MILLISECOND, MILLISECOND + 10_000);
    }

    @Test
    void theTimeThatItSpunItselfIsNotPartOfTheNextRound() {
        spinAfter(20 * MILLISECOND);

        assertThat(spinAfter(20 * MILLISECOND)).isBetween(MILLISECOND, MILLISECOND + 10_000);
    }

    @Test
    void aPauseBetweenTwoLoadsDoesNotSlowTheNext() {
        assertThat(spinAfter(60_000 * MILLISECOND)).isBetween(5 * MILLISECOND, 5 * MILLISECOND + 10_000);
    }

    private long spinAfter(long nanos) {
        now += nanos;
        long begin = now;
        slowdown.run();
        return now - begin;
    }
}
