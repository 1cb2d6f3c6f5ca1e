// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.nio.channels.Channel;

/** Is told what handlers, tasks and timers throw. */
@FunctionalInterface
public interface ErrorListener {

    /**
     * Called in the thread in which it happened, after the channel was closed. What this method throws is logged by
     * {@link System.Logger}.
     *
     * @param channel whose handler has thrown; null for a task, a timer or a selector
     * @param error what was thrown
     */
    void failed(Channel channel, Throwable error);
}
