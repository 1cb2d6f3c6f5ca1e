// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

public abstract interface DatagramHandler {
    public abstract void handle(Session p0, java.nio.ByteBuffer p1) throws Exception;
    default public void finish(Session p0) throws Exception { throw null; }
    default public void setup(Session p0) throws Exception { throw null; }
}
