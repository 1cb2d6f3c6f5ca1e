// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.parking;

import java.util.Locale;

/** What kind of threads the pollers of parked virtual threads run on. */
public enum PollerThreads {
    /**
     * Virtual threads, one a processor, so that a thread is unparked on a carrier. A platform thread wakes the pollers
     * that are idle. Only where a poller can be watched by another.
     */
    VIRTUAL,

    /** Platform threads, one for each four processors. */
    PLATFORM;

    /** Lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
