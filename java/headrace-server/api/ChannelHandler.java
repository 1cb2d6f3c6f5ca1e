// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

public abstract interface ChannelHandler {
    public abstract void ready(Registration p0, int p1) throws Exception;
    default public void closed(Registration p0, Throwable p1) throws Exception { throw null; }
    default public void stopping(Registration p0) throws Exception { throw null; }
}
