// SPDX-License-Identifier: Apache-2.0
package io.headrace.examples;

import io.headrace.HeadraceSelectorProvider;
import io.headrace.HeadraceSocketOptions;
import io.headrace.TcpInfo;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Sends a MiB over a TCP connection with options that only Headrace has, and prints what the kernel knows of the
 * connection. Options that the platform lacks are passed over.
 */
public final class ConnectionReport {
    private static final int BYTES = 1 << 20;

    private ConnectionReport() {}

    public static void main(String[] args) throws IOException {
        HeadraceSelectorProvider provider = HeadraceSelectorProvider.provider();
        try (ServerSocketChannel listener =
                        provider.openServerSocketChannel().bind(new InetSocketAddress("localhost", 0));
                SocketChannel client = provider.openSocketChannel()) {
            set(client, HeadraceSocketOptions.TCP_USER_TIMEOUT, 3_000);
            set(client, HeadraceSocketOptions.TCP_NOTSENT_LOWAT, 128 * 1024);
            SocketAddress at = listener.getLocalAddress();
            client.connect(at);
            try (SocketChannel server = listener.accept()) {
                transfer(client, server);
                report(client);
            }
        }
    }

    private static <T> void set(SocketChannel channel, SocketOption<T> option, T value) throws IOException {
        if (HeadraceSocketOptions.of(channel).contains(option)) {
            channel.setOption(option, value);
        }
    }

    private static void transfer(SocketChannel from, SocketChannel to) throws IOException {
        ByteBuffer out = ByteBuffer.allocateDirect(16 * 1024);
        ByteBuffer in = ByteBuffer.allocateDirect(16 * 1024);
        for (int received = 0; received < BYTES; ) {
            from.write(out.clear());
            while (in.hasRemaining()) {
                received += to.read(in);
            }
            in.clear();
        }
    }

    private static void report(SocketChannel channel) throws IOException {
        if (HeadraceSocketOptions.of(channel).contains(HeadraceSocketOptions.TCP_INFO)) {
            TcpInfo info = channel.getOption(HeadraceSocketOptions.TCP_INFO);
            System.out.println("state           " + info.state());
            System.out.println("round trip      " + info.rttMicros() + " us");
            System.out.println("sent            " + info.bytesSent() + " bytes");
            System.out.println("sent again      " + info.bytesRetrans() + " bytes");
        }
    }
}
