// SPDX-License-Identifier: Apache-2.0
package io.headrace.server.program;

import com.sun.management.ThreadMXBean;
import io.headrace.server.Connection;
import io.headrace.server.Endpoint;
import io.headrace.server.FrameEncoder;
import io.headrace.server.FramedHandler;
import io.headrace.server.Framing;
import io.headrace.server.Server;
import io.headrace.server.StreamHandler;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;

/** Echoes frames that a client cuts. Prints what the thread of the loop has allocated for the second half. */
public final class EchoAllocation implements FramedHandler {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int MESSAGES = 10_000;
    private static final int SIZE = 50;
    private static final Framing FRAMING = Framing.lengthPrefix(2, 1000);

    private final CompletableFuture<Long> allocated = new CompletableFuture<>();
    private final FrameEncoder encoder = FRAMING.newEncoder();
    private int frames;
    private long before;

    private EchoAllocation() {}

    @Override
    public boolean frame(Connection connection, ByteBuffer frame) throws IOException {
        frames++;
        // the second time nothing of the measurement itself is new
        if (frames == MESSAGES / 4 || frames == MESSAGES / 2) {
            before = THREADS.getCurrentThreadAllocatedBytes();
        }
        if (frames == MESSAGES / 3) {
            before = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        if (frames == MESSAGES) {
            allocated.complete(THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return connection.write(encoder.encode(frame));
    }

    /** No arguments. */
    public static void main(String... arguments) throws Exception {
        EchoAllocation handler = new EchoAllocation();
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Server server = Server.builder(Endpoint.tcp(anyPort))
                .handler(() -> StreamHandler.framed(FRAMING, handler))
                .open()) {
            server.start();
            try (SocketChannel client = SocketChannel.open(server.address())) {
                client.setOption(StandardSocketOptions.TCP_NODELAY, true);
                ByteBuffer message = ByteBuffer.allocateDirect(2 + SIZE).putShort(0, (short) SIZE);
                ByteBuffer reply = ByteBuffer.allocateDirect(2 + SIZE);
                for (int i = 0; i < MESSAGES; i++) {
                    int cut = i % (2 + SIZE);
                    client.write(message.clear().limit(cut));
                    client.write(message.limit(2 + SIZE));
                    reply.clear();
                    while (reply.hasRemaining() && client.read(reply) >= 0) {
                        // until the reply is whole
                    }
                }
            }
            System.out.println("allocated " + handler.allocated.get());
        }
    }
}
