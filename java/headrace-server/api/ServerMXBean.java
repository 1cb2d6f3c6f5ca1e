// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

public abstract interface ServerMXBean {
    public abstract long getAcceptErrors();
    public abstract long getAccepted();
    public abstract long getBytesReceived();
    public abstract long getBytesSent();
    public abstract long getClosedIdle();
    public abstract long getDropped();
    public abstract long getFailed();
    public abstract long getOpen();
    public abstract long getTooLarge();
}
