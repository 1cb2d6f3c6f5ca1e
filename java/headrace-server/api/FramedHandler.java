// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

public abstract interface FramedHandler {
    public abstract boolean frame(Connection p0, java.nio.ByteBuffer p1) throws java.io.IOException;
    default public void finish(Connection p0) throws java.io.IOException { throw null; }
    default public void setup(Connection p0) throws java.io.IOException { throw null; }
}
