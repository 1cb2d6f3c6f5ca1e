// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A client that blocks. */
final class Client implements AutoCloseable {
    final SocketChannel channel;

    /** A client that the system holds few bytes for. */
    Client(SocketAddress server, int receiveBuffer) throws IOException {
        channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
        channel.connect(server);
    }

    Client(SocketAddress server) throws IOException {
        channel = server instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
        channel.connect(server);
    }

    Client(Server server) throws IOException {
        this(server.address());
    }

    Client send(String text) throws IOException {
        ByteBuffer bytes = StandardCharsets.ISO_8859_1.encode(text);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        return this;
    }

    /** As many characters, or those up to the end of the stream. */
    String receive(int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // until all are there
        }
        return StandardCharsets.ISO_8859_1.decode(bytes.flip()).toString();
    }

    /** Everything up to the end of the stream; a reset is an end too. */
    String receiveAll() throws IOException {
        StringBuilder all = new StringBuilder();
        ByteBuffer bytes = ByteBuffer.allocate(8192);
        try {
            while (channel.read(bytes.clear()) >= 0) {
                all.append(StandardCharsets.ISO_8859_1.decode(bytes.flip()));
            }
        } catch (IOException e) {
            all.append(" reset");
        }
        return all.toString();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
