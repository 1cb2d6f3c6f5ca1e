// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.util.concurrent.CountDownLatch;

/** The one connection or datagram that {@link Server#handleOne} waits for. */
final class One {
    final CountDownLatch taken = new CountDownLatch(1);
    final CountDownLatch done = new CountDownLatch(1);

    /** Who waits has given up; in the loop's thread. */
    boolean isCancelled;

    boolean isTaken() {
        return taken.getCount() == 0;
    }
}
