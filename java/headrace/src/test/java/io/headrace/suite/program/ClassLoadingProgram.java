// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.program;

import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.DatagramPair;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Uses every kind of object that the provider opens; binds the path that is its argument. */
public final class ClassLoadingProgram {
    private ClassLoadingProgram() {}

    public static void main(String[] args) throws IOException {
        Pipe pipe = Pipe.open();
        try (ChannelPair pair = ChannelPair.openNonBlocking();
                Pipe.SourceChannel source = pipe.source();
                Pipe.SinkChannel sink = pipe.sink();
                DatagramPair datagrams = new DatagramPair();
                ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            pair.server.register(selector, SelectionKey.OP_READ);
            source.configureBlocking(false).register(selector, SelectionKey.OP_READ);
            datagrams.channel.configureBlocking(false).register(selector, SelectionKey.OP_READ);
            datagrams.peerSends(1);
            client.connect(listener.bind(UnixDomainSocketAddress.of(args[0])).getLocalAddress());
            listener.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
            pair.client.write(ByteBuffer.allocate(1));
            sink.write(ByteBuffer.allocate(1));
            while (selector.selectedKeys().size() < 4) {
                selector.select();
            }
        }
    }
}
