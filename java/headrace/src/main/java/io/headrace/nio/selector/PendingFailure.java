// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import io.headrace.os.OsError;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** The first error of calls that have nobody to throw it to, until a select does. Any thread. */
final class PendingFailure {
    private final AtomicLong error = new AtomicLong();

    /** What the system answered; kept where it is an error. */
    void note(long result) {
        if (result < 0) {
            error.compareAndSet(0, result);
        }
    }

    void throwIfAny(Sockets sockets) throws IOException {
        long first = error.get();
        if (first != 0) {
            error.set(0);
            OsError.check(sockets, first, "register with the kernel");
        }
    }
}
