// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.time.Duration;

/** Is told of handlers, tasks and timers that do not return. */
@FunctionalInterface
public interface BlockedListener {

    /**
     * Called once for each call that takes longer than the limit, in the thread of the watchdog, while it still runs.
     *
     * @param loop the loop that is blocked
     * @param atLeast for how long, as far as the watchdog has seen
     * @param stack of the loop's thread; the first element is the innermost call. Empty if the call has just ended
     */
    void blocked(EventLoop loop, Duration atLeast, StackTraceElement[] stack);
}
