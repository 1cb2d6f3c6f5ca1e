// SPDX-License-Identifier: Apache-2.0
package io.headrace.server.program;

import io.headrace.server.Endpoint;
import io.headrace.server.EventLoop;
import io.headrace.server.Server;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A server where Headrace is not on the class path. Prints what it sees. */
public final class WithoutHeadrace {
    private WithoutHeadrace() {}

    /** No arguments. */
    public static void main(String... arguments) throws Exception {
        try {
            Class.forName("io.headrace.Headrace");
            System.out.println("Headrace is there");
        } catch (ClassNotFoundException e) {
            System.out.println("no Headrace");
        }
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Server server = Server.builder(Endpoint.tcp(anyPort))
                .handler(() -> (connection, input) -> connection.write(input))
                .open()) {
            server.start();
            try (SocketChannel client = SocketChannel.open(server.address())) {
                client.write(ByteBuffer.wrap(new byte[] {42}));
                ByteBuffer reply = ByteBuffer.allocate(1);
                client.read(reply);
                System.out.println("reply " + reply.get(0));
            }
        }
        try {
            EventLoop.builder().edge().start();
        } catch (UnsupportedOperationException e) {
            System.out.println(e.getMessage().replaceAll(":.*", ""));
        }
    }
}
