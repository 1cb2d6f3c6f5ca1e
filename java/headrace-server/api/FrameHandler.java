// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

public abstract interface FrameHandler {
    public abstract boolean frame(java.nio.ByteBuffer p0) throws java.io.IOException;
}
