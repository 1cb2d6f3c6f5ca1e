// SPDX-License-Identifier: Apache-2.0
package io.headrace.server.program;

import io.headrace.server.Connection;
import io.headrace.server.Endpoint;
import io.headrace.server.Server;
import io.headrace.server.StreamHandler;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Takes all descriptors of the process before a connection is accepted, and gives them back after some failures. */
public final class DescriptorShortage {
    private static final int FAILURES = 3;

    private DescriptorShortage() {}

    private record Echo(CountDownLatch finished) implements StreamHandler {
        @Override
        public void handle(Connection connection, ByteBuffer input) throws IOException {
            connection.write(input);
        }

        @Override
        public void finish(Connection connection) {
            finished.countDown();
        }
    }

    /** No arguments. */
    public static void main(String... arguments) throws Exception {
        CountDownLatch failures = new CountDownLatch(FAILURES);
        CountDownLatch finished = new CountDownLatch(1);
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Server server = Server.builder(Endpoint.tcp(anyPort))
                        .handler(() -> new Echo(finished))
                        .onError((channel, error) -> failures.countDown())
                        .open();
                SocketChannel client = SocketChannel.open()) {
            // what is served first has loaded its classes
            server.start();
            try (SocketChannel first = SocketChannel.open(server.address())) {
                exchange(first);
            }
            // classes that it needs at its end are loaded by descriptors too
            finished.await();
            List<FileInputStream> all = takeAll();
            client.connect(server.address());
            failures.await();
            for (FileInputStream each : all) {
                each.close();
            }
            exchange(client);
            System.out.println("served after the shortage");
            System.out.println("accepts that failed: " + server.statistics().getAcceptErrors());
        }
    }

    private static void exchange(SocketChannel client) throws IOException {
        client.write(ByteBuffer.wrap(new byte[] {1}));
        if (client.read(ByteBuffer.allocate(1)) != 1) {
            throw new AssertionError("no reply");
        }
    }

    private static List<FileInputStream> takeAll() {
        List<FileInputStream> all = new ArrayList<>();
        try {
            while (true) {
                all.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException e) {
            return all;
        }
    }
}
