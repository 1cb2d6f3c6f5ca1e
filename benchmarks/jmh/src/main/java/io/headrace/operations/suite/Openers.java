// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import io.headrace.operations.suite.RegisteredChannels.Ends;
import io.headrace.operations.suite.RegisteredChannels.Opener;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** What the readiness of many is tried with. */
final class Openers {
    private Openers() {}

    static Opener tcp() throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open().bind(Connection.loopback());
        return new Opener() {
            @Override
            public Ends open() throws IOException {
                SocketChannel writer = SocketChannel.open(listener.getLocalAddress());
                writer.setOption(StandardSocketOptions.TCP_NODELAY, true);
                // closed by RST: no port stays in TIME_WAIT
                writer.setOption(StandardSocketOptions.SO_LINGER, 0);
                SocketChannel reader = listener.accept();
                reader.configureBlocking(false);
                return new Ends(writer, reader);
            }

            @Override
            public void close() throws IOException {
                listener.close();
            }
        };
    }

    static Opener pipe() {
        return () -> {
            Pipe pipe = Pipe.open();
            pipe.source().configureBlocking(false);
            return new Ends(pipe.sink(), pipe.source());
        };
    }
}
