// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Accepts one connection, of its own, and prints the class of the channel. */
public final class AcceptReport {
    private AcceptReport() {}

    public static void main(String[] arguments) throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (SocketChannel client = SocketChannel.open(listener.getLocalAddress());
                    SocketChannel server = listener.accept()) {
                System.out.println("accepted " + server.getClass().getSimpleName() + " " + client.isConnected());
            }
        }
    }
}
