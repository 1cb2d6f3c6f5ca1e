// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

public abstract interface StreamHandler {
    public abstract void handle(Connection p0, java.nio.ByteBuffer p1) throws Exception;
    default public boolean isBetweenRequests() { throw null; }
    default public void drained(Connection p0) throws Exception { throw null; }
    default public void ended(Connection p0) throws Exception { throw null; }
    default public void finish(Connection p0) throws Exception { throw null; }
    default public void setup(Connection p0) throws Exception { throw null; }
    public static StreamHandler framed(Framing p0, FramedHandler p1) { throw null; }
}
