// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

public abstract interface Session {
    public abstract boolean send(java.nio.ByteBuffer p0) throws java.io.IOException;
    public abstract java.net.SocketAddress remoteAddress();
    public abstract void close();
}
