// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.util.concurrent.atomic.LongAdder;

/** What a server has done. Any thread. */
final class Counters implements ServerMXBean {
    final LongAdder accepted = new LongAdder();
    final LongAdder ended = new LongAdder();
    final LongAdder received = new LongAdder();
    final LongAdder sent = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder idle = new LongAdder();
    final LongAdder tooLarge = new LongAdder();
    final LongAdder acceptErrors = new LongAdder();
    final LongAdder dropped = new LongAdder();

    @Override
    public long getAccepted() {
        return accepted.sum();
    }

    @Override
    public long getOpen() {
        // in this order, so that it is never negative
        long over = ended.sum();
        return accepted.sum() - over;
    }

    @Override
    public long getBytesReceived() {
        return received.sum();
    }

    @Override
    public long getBytesSent() {
        return sent.sum();
    }

    @Override
    public long getFailed() {
        return failed.sum();
    }

    @Override
    public long getClosedIdle() {
        return idle.sum();
    }

    @Override
    public long getTooLarge() {
        return tooLarge.sum();
    }

    @Override
    public long getAcceptErrors() {
        return acceptErrors.sum();
    }

    @Override
    public long getDropped() {
        return dropped.sum();
    }
}
