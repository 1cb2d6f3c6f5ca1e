// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

public abstract interface Connection {
    public abstract boolean write(java.nio.ByteBuffer p0) throws java.io.IOException;
    public abstract boolean write(java.nio.ByteBuffer... p0) throws java.io.IOException;
    public abstract java.net.SocketAddress remoteAddress();
    public abstract void abort();
    public abstract void close();
    public abstract void closeOutput() throws java.io.IOException;
}
