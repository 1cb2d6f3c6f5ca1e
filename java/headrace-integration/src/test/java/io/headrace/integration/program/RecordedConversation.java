// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * Reads and writes of every shape, over connections that have been used before, as often as the argument says. Prints
 * {@code ready} then, and waits for a line on standard input; {@code done} follows, and another line ends it.
 */
public final class RecordedConversation {
    private RecordedConversation() {}

    private record Pair(SocketChannel near, SocketChannel far) {

        static Pair open(ServerSocketChannel listener, SocketAddress to) throws IOException {
            SocketChannel near = SocketChannel.open(to);
            return new Pair(near, listener.accept());
        }

        void send(int bytes) throws IOException {
            near.write(ByteBuffer.allocate(bytes));
        }
    }

    public static void main(String[] arguments) throws IOException {
        Path name = Path.of("name");
        try (ServerSocketChannel tcp = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
                ServerSocketChannel unix = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            unix.bind(UnixDomainSocketAddress.of(name));
            int port = ((InetSocketAddress) tcp.getLocalAddress()).getPort();
            Pair byAddress = Pair.open(tcp, new InetSocketAddress("127.0.0.1", port));
            Pair byName = Pair.open(tcp, new InetSocketAddress("localhost", port));
            Pair inside = Pair.open(unix, unix.getLocalAddress());
            int before = Integer.parseInt(arguments[0]);
            for (int i = 0; i < before; i++) {
                exchange(byAddress);
            }
            tell("ready");
            System.in.read();
            channels(byAddress);
            channels(byName);
            channels(inside);
            streams(Pair.open(tcp, new InetSocketAddress("127.0.0.1", port)));
            reset(Pair.open(tcp, new InetSocketAddress("127.0.0.1", port)));
            tell("done");
            System.in.read();
        }
    }

    private static void tell(String what) {
        System.out.println(what);
        System.out.flush();
    }

    private static void exchange(Pair pair) throws IOException {
        pair.send(10);
        pair.far.read(ByteBuffer.allocateDirect(100));
    }

    private static void channels(Pair pair) throws IOException {
        exchange(pair);
        pair.near.write(new ByteBuffer[] {ByteBuffer.allocate(3), ByteBuffer.allocateDirect(4)});
        pair.far.read(new ByteBuffer[] {ByteBuffer.allocate(2), ByteBuffer.allocate(9)});
        pair.far.configureBlocking(false);
        pair.far.read(ByteBuffer.allocate(5));
        pair.far.write(ByteBuffer.allocate(0));
        pair.near.shutdownOutput();
        pair.far.configureBlocking(true);
        pair.far.read(ByteBuffer.allocate(5));
        pair.far.read(new ByteBuffer[] {ByteBuffer.allocate(5)});
        pair.near.close();
        pair.far.close();
    }

    private static void streams(Pair pair) throws IOException {
        OutputStream out = pair.near.socket().getOutputStream();
        pair.far.socket().setSoTimeout(30_000);
        InputStream in = pair.far.socket().getInputStream();
        out.write("streams".getBytes(US_ASCII));
        in.read();
        in.read(new byte[20], 2, 10);
        out.write(1);
        in.read(new byte[1]);
        in.read(new byte[0]);
        out.write(new byte[0]);
        pair.far.socket().setSoTimeout(1);
        try {
            in.read();
        } catch (SocketTimeoutException expected) {
            out.close();
        }
        in.read(new byte[1]);
        in.close();
    }

    private static void reset(Pair pair) throws IOException {
        pair.near.setOption(StandardSocketOptions.SO_LINGER, 0).close();
        try {
            pair.far.read(ByteBuffer.allocate(1));
        } catch (SocketException expected) {
            pair.far.close();
        }
    }
}
