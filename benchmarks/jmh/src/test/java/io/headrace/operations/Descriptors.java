// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many descriptors a process of this machine may have. */
final class Descriptors {
    /** What 9,000 connections of one process take, both ends. */
    private static final long MOST = 18_008;

    private Descriptors() {}

    /** Skips the test where rows with 9,000 channels cannot run. A JVM raises its limit as far as it may. */
    static void assumeEnough() {
        long limit =
                ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getMaxFileDescriptorCount();
        assumeTrue(limit >= MOST, () -> MOST + " descriptors are needed; the limit is " + limit + " (ulimit -Hn)");
    }
}
