// SPDX-License-Identifier: Apache-2.0
package io.headrace.examples;

import io.headrace.Feature;
import io.headrace.Headrace;
import io.headrace.HeadraceSelectorProvider;
import io.headrace.InheritedSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A service that answers each connection with the name of the socket that it came by. systemd opens the sockets and
 * starts the service at the first connection. Without systemd it opens a port of its own.
 *
 * <pre>{@code
 * # /etc/systemd/system/hello.socket      # /etc/systemd/system/hello.service
 * [Socket]                                [Service]
 * ListenStream=127.0.0.1:7007             ExecStart=java -cp headrace-all.jar:hello.jar …SocketActivation
 * FileDescriptorName=hello
 * }</pre>
 */
public final class SocketActivation {
    private SocketActivation() {}

    public static void main(String[] args) throws IOException {
        int listeners = 0;
        if (Headrace.supports(Feature.INHERITED_CHANNELS)) {
            for (InheritedSocket socket : Headrace.inheritedChannels()) {
                if (socket.channel() instanceof ServerSocketChannel listener) {
                    start(socket.name(), listener);
                    listeners++;
                } else {
                    System.err.println("passed over: " + socket);
                }
            }
        }
        if (listeners == 0) {
            ServerSocketChannel listener = HeadraceSelectorProvider.provider().openServerSocketChannel();
            start("own", listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        }
    }

    private static void start(String name, ServerSocketChannel listener) throws IOException {
        System.out.println("listening on " + listener.getLocalAddress());
        new Thread(() -> serve(name, listener), name).start();
    }

    private static void serve(String name, ServerSocketChannel listener) {
        ByteBuffer answer = ByteBuffer.wrap((name + "\n").getBytes(StandardCharsets.UTF_8));
        while (true) {
            try (SocketChannel client = listener.accept()) {
                client.write(answer.rewind());
            } catch (IOException e) {
                System.err.println(name + ": " + e.getMessage());
            }
        }
    }
}
