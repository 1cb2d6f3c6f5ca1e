// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.time.Duration;

/** Checks numbers that users give. */
final class Limit {
    /** {@code nanoTime} can be compared over half its range. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    private Limit() {}

    /** Nanoseconds from 0, cut at 146 years. */
    static long nanos(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a time of " + time + ": want 0 or more");
        }
        return time.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : time.toNanos();
    }

    static long positive(String name, Duration time) {
        long nanos = nanos(time);
        if (nanos == 0) {
            throw new IllegalArgumentException(name + " of " + time + ": want more than 0");
        }
        return nanos;
    }

    static int positive(String name, int number) {
        if (number <= 0) {
            throw new IllegalArgumentException(name + " of " + number + ": want more than 0");
        }
        return number;
    }
}
