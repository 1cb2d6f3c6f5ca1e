// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.program;

import io.headrace.suite.support.ChannelPair;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Prints what a refused connect to each of these hosts says, with PORT for the port. */
public final class HostInfoProgram {
    private HostInfoProgram() {}

    public static void main(String[] hosts) throws IOException {
        int port;
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(ChannelPair.anyLoopbackPort())) {
            port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
        }
        for (String host : hosts) {
            try (SocketChannel channel = SocketChannel.open()) {
                channel.connect(new InetSocketAddress(host, port));
                System.out.println("connected");
            } catch (IOException e) {
                System.out.println(e.getMessage().replace(":" + port, ":PORT"));
            }
        }
    }
}
