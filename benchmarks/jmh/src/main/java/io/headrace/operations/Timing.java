// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import java.time.Duration;

/**
 * How long a row is measured on each cell.
 *
 * @param rounds processes started for it, one after the other, those of the other cells in between
 * @param iteration of warm-up and of measurement
 */
record Timing(int rounds, int warmups, int measurements, Duration iteration) {
    static final Timing THOROUGH = new Timing(3, 4, 5, Duration.ofMillis(500));
    static final Timing QUICK = new Timing(3, 3, 3, Duration.ofMillis(400));

    /** Start, set-up and end of a process; a JVM's. */
    private static final Duration FORK = Duration.ofMillis(1_500);

    Duration estimate(int processes) {
        return iteration.multipliedBy(warmups + measurements).plus(FORK).multipliedBy((long) rounds * processes);
    }
}
