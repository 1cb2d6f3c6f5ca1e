// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

public abstract interface BlockedListener {
    public abstract void blocked(EventLoop p0, java.time.Duration p1, StackTraceElement[] p2);
}
