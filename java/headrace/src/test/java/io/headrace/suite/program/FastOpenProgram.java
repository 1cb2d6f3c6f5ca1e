// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.program;

import io.headrace.HeadraceSocketOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Two connections to or from a peer in Python, with TCP Fast Open. It prints for each what was received, and whether
 * it came with the first segment: 1, or 0. TCPI_OPT_SYN_DATA in the byte tcpi_options of TCP_INFO says so.
 */
public final class FastOpenProgram {
    private static final String SERVER = """
            import socket
            s = socket.socket()
            s.bind(("127.0.0.1", 0))
            s.setsockopt(socket.IPPROTO_TCP, socket.TCP_FASTOPEN, 5)
            s.listen(5)
            print(s.getsockname()[1], flush=True)
            for name in ("first", "second"):
                c = s.accept()[0]
                data = c.recv(100).decode()
                flags = c.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 104)[5]
                print(name + ": " + data, flags >> 5 & 1, flush=True)
                c.close()
            """;

    private static final String CLIENT = """
            import socket, sys
            MSG_FASTOPEN = 0x20000000
            for name in ("first", "second"):
                c = socket.socket()
                c.sendto(b"hello", MSG_FASTOPEN, ("127.0.0.1", int(sys.argv[1])))
                c.recv(1)
                flags = c.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 104)[5]
                print(flags >> 5 & 1, flush=True)
                c.close()
            """;

    private FastOpenProgram() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args[0].equals("client")) {
            client();
        } else {
            listener();
        }
    }

    private static Process python(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("python3", "-c").redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.command().addAll(List.of(arguments));
        return builder.start();
    }

    private static void client() throws IOException, InterruptedException {
        Process server = python(SERVER);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(server.getInputStream()))) {
            InetSocketAddress to = new InetSocketAddress("127.0.0.1", Integer.parseInt(lines.readLine()));
            for (int i = 0; i < 2; i++) {
                try (SocketChannel channel = SocketChannel.open()) {
                    allow(channel);
                    channel.connect(to);
                    channel.write(ByteBuffer.wrap("hello".getBytes(StandardCharsets.US_ASCII)));
                    System.out.println(lines.readLine());
                    channel.read(ByteBuffer.allocate(1));
                }
            }
        }
        server.waitFor();
    }

    private static void allow(SocketChannel channel) throws IOException {
        try {
            channel.setOption(HeadraceSocketOptions.TCP_FASTOPEN_CONNECT, true);
        } catch (SocketException off) {
            System.out.println(off);
        }
    }

    private static void listener() throws IOException, InterruptedException {
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.setOption(HeadraceSocketOptions.TCP_FASTOPEN, 5);
            listener.bind(new InetSocketAddress("127.0.0.1", 0));
            Process client = python(CLIENT, Integer.toString(listener.socket().getLocalPort()));
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(client.getInputStream()))) {
                for (String name : List.of("first", "second")) {
                    try (SocketChannel channel = listener.accept()) {
                        ByteBuffer data = ByteBuffer.allocate(100);
                        channel.read(data);
                        channel.write(ByteBuffer.allocate(1));
                        System.out.println(
                                name + ": " + new String(data.array(), 0, data.position()) + " " + lines.readLine());
                    }
                }
            }
            client.waitFor();
        }
    }
}
