// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

public final class LoopTimer {
    private LoopTimer() { super(); }
    public void cancel() { throw null; }
    public void start(long p0, java.util.concurrent.TimeUnit p1) { throw null; }
}
