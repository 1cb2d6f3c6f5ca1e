// SPDX-License-Identifier: Apache-2.0
package io.headrace;

public final class HeadraceSelectorProvider extends java.nio.channels.spi.SelectorProvider {
    public HeadraceSelectorProvider() { super(); }
    public HeadraceSelector openSelector(TriggerMode p0) throws java.io.IOException { throw null; }
    public java.nio.channels.Channel inheritedChannel() throws java.io.IOException { throw null; }
    public java.nio.channels.DatagramChannel openDatagramChannel() throws java.io.IOException { throw null; }
    public java.nio.channels.DatagramChannel openDatagramChannel(java.net.ProtocolFamily p0)
            throws java.io.IOException { throw null; }
    public java.nio.channels.Pipe openPipe() throws java.io.IOException { throw null; }
    public java.nio.channels.ServerSocketChannel openServerSocketChannel() throws java.io.IOException { throw null; }
    public java.nio.channels.ServerSocketChannel openServerSocketChannel(java.net.ProtocolFamily p0)
            throws java.io.IOException { throw null; }
    public java.nio.channels.SocketChannel openSocketChannel() throws java.io.IOException { throw null; }
    public java.nio.channels.SocketChannel openSocketChannel(java.net.ProtocolFamily p0)
            throws java.io.IOException { throw null; }
    public java.nio.channels.spi.AbstractSelector openSelector() throws java.io.IOException { throw null; }
    public static HeadraceSelectorProvider provider() { throw null; }
}
