// SPDX-License-Identifier: Apache-2.0
package io.headrace.examples;

import io.headrace.Feature;
import io.headrace.Headrace;
import io.headrace.HeadraceSelector;
import io.headrace.HeadraceSelectorProvider;
import io.headrace.TriggerMode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A server with a selector for each thread and one listener in all of them. With exclusive registrations a connection
 * wakes one thread; where the platform lacks them it wakes all that sleep. It answers with the name of the thread.
 *
 * <p>Arguments: number of threads (4), port (0 is any).
 */
public final class SharedListener {
    private static final HeadraceSelectorProvider PROVIDER = HeadraceSelectorProvider.provider();

    private SharedListener() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int threads = args.length > 0 ? Integer.parseInt(args[0]) : 4;
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 0;
        ServerSocketChannel listener = PROVIDER.openServerSocketChannel();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        listener.configureBlocking(false);
        for (int i = 1; i < threads; i++) {
            new Thread(() -> serve(listener), "server-" + i).start();
        }
        System.out.println("listening on " + listener.getLocalAddress());
        serve(listener);
    }

    private static void serve(ServerSocketChannel listener) {
        try (HeadraceSelector selector = PROVIDER.openSelector(TriggerMode.TRACKED)) {
            if (Headrace.supports(Feature.EXCLUSIVE)) {
                selector.registerExclusive(listener, null);
            } else {
                listener.register(selector, SelectionKey.OP_ACCEPT);
            }
            while (true) {
                selector.select(key -> acceptAll(listener));
            }
        } catch (IOException e) {
            System.err.println(Thread.currentThread().getName() + ": " + e.getMessage());
        }
    }

    /** Until there is none: another selector is not told of what is left. */
    private static void acceptAll(ServerSocketChannel listener) {
        try {
            for (SocketChannel client = listener.accept(); client != null; client = listener.accept()) {
                String answer = Thread.currentThread().getName() + "\n";
                client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
                client.close();
            }
        } catch (IOException e) {
            System.err.println("accept: " + e.getMessage());
        }
    }
}
