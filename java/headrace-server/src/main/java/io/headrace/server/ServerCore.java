// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.nio.channels.Channel;
import java.util.concurrent.Executor;

/**
 * What the parts of a server share.
 *
 * @param executor calls the handlers; null if the loop does
 */
record ServerCore(
        EventLoops loops, Limits limits, Counters counters, LiveSet live, ErrorListener errors, Executor executor) {

    void failed(Channel channel, Throwable error) {
        counters.failed.increment();
        if (error instanceof RequestTooLargeException) {
            counters.tooLarge.increment();
        }
        report(channel, error);
    }

    void report(Channel channel, Throwable error) {
        loops.all().get(0).report(channel, error);
    }
}
