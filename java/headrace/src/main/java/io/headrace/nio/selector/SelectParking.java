// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import io.headrace.nio.parking.DescriptorWaits;
import io.headrace.nio.parking.HelperThreads;
import io.headrace.nio.parking.ParkingPollers;
import io.headrace.os.Poller;
import java.io.IOException;

/**
 * How a virtual thread waits in a select: parked, until the selector's own poller has something to report. Where that
 * poller cannot be watched, a platform thread waits in its place. Only the selecting thread calls.
 */
final class SelectParking {
    private final Poller poller;

    /** Null until a virtual thread waits, and where the poller cannot be watched. */
    private DescriptorWaits waits;

    SelectParking(Poller poller) {
        this.poller = poller;
    }

    /** As {@link KernelExchange#apply}, with a time that is not 0. Maybe waits for less. */
    void apply(KernelExchange exchange, long timeoutNanos) throws IOException {
        if (exchange.apply(0)) {
            return;
        }
        if (isWatched() && waits.await(Poller.READ, timeoutNanos)) {
            exchange.apply(0);
        } else {
            HelperThreads.call(() -> exchange.apply(timeoutNanos));
        }
    }

    private boolean isWatched() {
        if (waits == null) {
            long descriptor = poller.descriptor();
            waits = descriptor < 0 ? null : ParkingPollers.waits(descriptor, 0, false);
        }
        return waits != null;
    }

    /** Before the poller is closed. */
    void close() {
        if (waits != null) {
            waits.close(false);
        }
    }
}
