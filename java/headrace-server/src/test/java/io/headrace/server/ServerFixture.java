// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Servers on the loopback interface, and what they report. */
final class ServerFixture {
    static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    final BlockingQueue<Throwable> errors = new LinkedBlockingQueue<>();

    /** What handlers tell: see {@link Telling}. */
    final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    Server.Builder tcp() {
        return Server.builder(Endpoint.tcp(ANY_PORT)).onError((channel, error) -> errors.add(error));
    }

    Server.Builder udp() {
        return Server.builder(Endpoint.udp(ANY_PORT)).onError((channel, error) -> errors.add(error));
    }

    static boolean echo(Connection connection, ByteBuffer input) throws IOException {
        return connection.write(input);
    }

    /** Echoes, and says what it is called for. */
    class Telling implements StreamHandler {
        @Override
        public void setup(Connection connection) throws Exception {
            told.add("setup");
        }

        @Override
        public void handle(Connection connection, ByteBuffer input) throws Exception {
            told.add("handle");
            connection.write(input);
        }

        @Override
        public void ended(Connection connection) {
            told.add("ended");
            connection.close();
        }

        @Override
        public void finish(Connection connection) throws Exception {
            told.add("finish");
        }
    }
}
